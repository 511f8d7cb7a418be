package sockbench.models.iouring;

import org.jspecify.annotations.Nullable;

import sockbench.api.Tally;
import sockbench.protocol.Frames;
import sockbench.protocol.Handler;
import sockbench.protocol.RequestedWork;

import java.nio.ByteBuffer;

/// Turns requests into answers where they lie, and counts them.
///
/// @param handler does the work that requests ask for; null if they ask for none
record Answerer(Tally tally, @Nullable Handler handler) {
    /// No work is asked for.
    static final long NOTHING_TO_DO = -1;

    /// Answers requests up to one that asks for work, or is not complete.
    ///
    /// @return where the last answer ends
    int answer(ByteBuffer bytes, int from, int limit) {
        int answered = 0;
        int start = from;
        for (int end; (end = endOfAnswer(bytes, start, limit)) > start; answered++) {
            start = end;
        }
        tally.answered(answered);
        return start;
    }

    /// Does the part of the first request's work that needs a CPU.
    ///
    /// @return nanoseconds to wait before [#worked]; [#NOTHING_TO_DO]
    long burn(Chunk inbox) {
        long work = handler == null ? 0 : RequestedWork.of(inbox.bytes(), 0, inbox.filled());
        return handler == null || work == 0 ? NOTHING_TO_DO : handler.burn(work);
    }

    /// Answers the first request, whose work is done, and those behind it as [#answer] does.
    int worked(Chunk inbox) {
        tally.answered(1);
        int first = Frames.answer(inbox.bytes(), 0, inbox.filled());
        return answer(inbox.bytes(), first, inbox.filled());
    }

    private int endOfAnswer(ByteBuffer bytes, int start, int limit) {
        boolean asksForWork = handler != null && RequestedWork.of(bytes, start, limit) != 0;
        return asksForWork ? start : Frames.answer(bytes, start, limit);
    }
}
