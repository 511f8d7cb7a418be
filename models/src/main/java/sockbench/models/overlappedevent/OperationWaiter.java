package sockbench.models.overlappedevent;

import sockbench.serving.Service;
import sockbench.serving.Service.Loop;
import sockbench.serving.SocketGroup;

import java.io.IOException;
import java.lang.foreign.Arena;

/// The thread that waits for the events of one group.
final class OperationWaiter implements Loop {
    private final Service service;
    private final SocketGroup group;

    OperationWaiter(Service service, SocketGroup group) {
        this.service = service;
        this.group = group;
    }

    @Override
    public void run(Runnable ready) throws IOException {
        try (group;
                var arena = Arena.ofShared();
                var waitSet = new OperationSet(arena, service, group.wakeUp())) {
            ready.run();
            while (!group.ended() && !service.closing()) {
                waitSet.await();
                group.leave(waitSet.serve());
                if (waitSet.wokenUp()) {
                    takeIn(waitSet);
                }
            }
        }
    }

    private void takeIn(OperationSet waitSet) throws IOException {
        for (Integer socket; (socket = group.take()) != null; ) {
            if (!waitSet.add(socket)) {
                group.leave(1);
            }
        }
    }
}
