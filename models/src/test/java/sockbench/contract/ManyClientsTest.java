package sockbench.contract;

import static org.assertj.core.api.Assertions.assertThat;

import static sockbench.contract.Frames.answer;
import static sockbench.contract.Frames.frame;

import org.junit.jupiter.api.Timeout;

import sockbench.models.Models.Trait;

import java.io.IOException;

/// Many at once: nobody is forgotten, nobody gets what is another's.
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyClientsTest {
    /// Beyond 64, where models that wait on arrays of handles need a second thread.
    @EveryModel(except = Trait.ONE_CONNECTION)
    void givesEachOf300ClientsItsOwnBytes(Candidate model) throws IOException {
        try (var server = model.start();
                var clients = new Clients(model, server, 300)) {
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 300; i++) {
                    clients.get(i).send(frame(words(i, round)));
                }
                for (int i = 0; i < 300; i++) {
                    clients.get(i).receive(answer(words(i, round)));
                }
            }

            assertThat(server.connections()).isEqualTo(300);
            assertThat(server.requests()).isEqualTo(5 * 300);
        }
    }

    @EveryModel
    void servesInTurnWhoeverWaitedInTheBacklog(Candidate model) throws IOException {
        try (var server = model.start();
                var clients = new Clients(model, server, 20)) {
            for (var client : clients.all()) {
                client.send(frame("waiting"));
            }
            for (var client : clients.all()) {
                client.receive(answer("waiting"));
                client.close();
            }
            Eventually.connections(model, server, 0);
        }
    }

    @EveryModel
    void survives200ClientsThatQuitAtTheSameMoment(Candidate model) throws IOException {
        try (var server = model.start()) {
            try (var clients = new Clients(model, server, 200)) {
                for (int i = 0; i < 200; i += 2) {
                    clients.get(i).send(frame("never read"));
                    clients.get(i).reset();
                }
            }
            try (var newcomer = model.connect(server)) {
                newcomer.ask("is anybody there?");
            }
            Eventually.connections(model, server, 0);
        }
    }

    @EveryModel(except = Trait.ONE_CONNECTION)
    void servesAnIdleConnectionAfterAllOthersHaveGone(Candidate model) throws IOException {
        try (var server = model.start();
                var idle = model.connect(server)) {
            idle.ask("first");
            try (var others = new Clients(model, server, 100)) {
                for (var other : others.all()) {
                    other.ask("passing by");
                }
            }
            Eventually.connections(model, server, 1);
            idle.ask("last");
        }
    }

    private static String words(int client, int round) {
        return "client " + client + " in round " + round;
    }
}
