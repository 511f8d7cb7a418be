package sockbench.models.epoll;

import sockbench.api.IoModel;
import sockbench.api.Server;
import sockbench.api.ServerConfig;
import sockbench.linux.Epoll;
import sockbench.linux.Host;
import sockbench.serving.Inbox;
import sockbench.serving.Service;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;

/// Each of n threads waits in `epoll_wait(2)` for whatever connection of its own is ready. What is
/// watched stays in the kernel, so a wait costs what is ready, not what is open.
public final class EpollModel implements IoModel {
    private final Trigger trigger;

    private EpollModel(Trigger trigger) {
        this.trigger = trigger;
    }

    /// Reports a connection for as long as it is ready.
    public static EpollModel levelTriggered() {
        return new EpollModel(Trigger.LEVEL);
    }

    /// Reports a connection once for each change.
    public static EpollModel edgeTriggered() {
        return new EpollModel(Trigger.EDGE);
    }

    @Override
    public Optional<String> unavailable() {
        return Host.unavailable(Epoll::probe);
    }

    @Override
    public Server start(ServerConfig config) throws IOException {
        var service = Service.of(config, "epoll");
        int count = config.threadsOr(Runtime.getRuntime().availableProcessors());
        var dispatcher = AcceptDispatcher.open(config, service.tally(), count);
        service.threads().onStop(() -> dispatcher.inboxes().forEach(Inbox::wake));
        var loops = new ArrayList<EpollLoop>();
        for (var inbox : dispatcher.inboxes()) {
            loops.add(new EpollLoop(service, trigger, inbox, loops.isEmpty() ? dispatcher : null));
        }
        return service.serve(dispatcher.port(), loops);
    }
}
