package sockbench.models.eventselect;

import sockbench.serving.Service;
import sockbench.serving.Service.Loop;
import sockbench.serving.SocketGroup;
import sockbench.serving.readiness.Connections;

import java.io.IOException;
import java.lang.foreign.Arena;

/// The thread that waits for the events of one group.
final class EventWaiter implements Loop {
    private final Service service;
    private final SocketGroup group;

    EventWaiter(Service service, SocketGroup group) {
        this.service = service;
        this.group = group;
    }

    @Override
    public void run(Runnable ready) throws IOException {
        try (group;
                var arena = Arena.ofConfined();
                var connections = new Connections(service, arena);
                var waitSet = new EventSet(arena, connections, group.wakeUp())) {
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

    private void takeIn(EventSet waitSet) throws IOException {
        for (Integer socket; (socket = group.take()) != null; ) {
            if (!waitSet.add(socket)) {
                group.leave(1);
            }
        }
    }
}
