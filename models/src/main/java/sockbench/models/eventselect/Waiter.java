package sockbench.models.eventselect;

import sockbench.linux.Service;
import sockbench.linux.Service.Loop;
import sockbench.linux.SocketGroup;

import java.io.IOException;
import java.lang.foreign.Arena;

/// The thread that waits for the events of one group.
final class Waiter implements Loop {
    private final Service service;
    private final SocketGroup group;

    Waiter(Service service, SocketGroup group) {
        this.service = service;
        this.group = group;
    }

    @Override
    public void run(Runnable ready) throws IOException {
        try (group;
                var arena = Arena.ofConfined();
                var connections = service.connections(arena);
                var waitSet = new WaitSet(arena, connections, group.wakeUp())) {
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

    private void takeIn(WaitSet waitSet) throws IOException {
        for (Integer socket; (socket = group.take()) != null; ) {
            waitSet.add(socket);
        }
    }
}
