package sockbench.load.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

class SourceRotationTest {
    private static final InetSocketAddress SERVER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 21234);

    /// As many as come before the ports of the first have rested.
    @Test
    void anAddressRestsUntilAllOthersHaveHadTheirTurn() throws UnknownHostException {
        var addresses = addresses(1, 1_250_001);

        assertThat(addresses.subList(0, 250)).doesNotHaveDuplicates();
        assertThat(addresses).hasSize(251);
        assertThat(addresses.getLast()).isEqualTo(addresses.getFirst());
    }

    @Test
    void aForkDoesNotBeginWhereTheOneBeforeItLeftPorts() throws UnknownHostException {
        var both = new HashSet<>(addresses(7, 400_000));

        assertThat(addresses(8, 400_000)).doesNotContainAnyElementsOf(both);
    }

    /// One for each 5,000 connections.
    private static List<String> addresses(int fork, int connections) throws UnknownHostException {
        var rotation = new SourceRotation(SERVER, fork);
        var addresses = new ArrayList<String>();
        for (int i = 0; i < connections; i++) {
            var address = Objects.requireNonNull(rotation.next()).getAddress().getHostAddress();
            if (i % 5_000 == 0) {
                addresses.add(address);
            }
        }
        return addresses;
    }
}
