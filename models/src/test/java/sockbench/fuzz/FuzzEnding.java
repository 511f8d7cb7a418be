package sockbench.fuzz;

import java.io.IOException;
import java.util.random.RandomGenerator;

/// How a peer goes, maybe in the middle of a frame.
enum FuzzEnding {
    /// Hears all it is owed, then closes.
    POLITE {
        @Override
        void end(FuzzPeer peer) throws IOException {
            peer.hearAll();
            peer.checkNothingMore();
        }
    },

    /// Says no more, and hears all it is owed and then the end.
    HALF_CLOSED {
        @Override
        void end(FuzzPeer peer) throws IOException {
            peer.halfClose();
        }
    },

    /// Closes with answers unread.
    RUDE {
        @Override
        void end(FuzzPeer peer) throws IOException {
            peer.close();
        }
    },

    /// Resets the connection.
    CRASHED {
        @Override
        void end(FuzzPeer peer) throws IOException {
            peer.reset();
        }
    };

    abstract void end(FuzzPeer peer) throws IOException;

    static FuzzEnding draw(RandomGenerator random) {
        return values()[random.nextInt(values().length)];
    }
}
