package sockbench.hostile;

import sockbench.protocol.Exchange;

import java.io.IOException;

/// What a bad peer does with its connection each tick.
interface Habit {
    int TICKS_PER_SECOND = 200;

    /// 8 MiB a second for four connections.
    int BYTES_PER_TICK = (8 << 20) / 4 / TICKS_PER_SECOND;

    /// A tick's worth of a peer that sends as much as is taken: 50 MiB a second, until nothing is.
    int FLOOD_BYTES = 1 << 18;

    Habit NOTHING = (connection, tick) -> {};

    Habit SEND_ALL_THAT_IS_TAKEN =
            (connection, tick) -> connection.send(Exchange.MAX_BODY_BYTES, FLOOD_BYTES);

    Habit SEND_A_BYTE_PER_SECOND =
            (connection, tick) -> {
                if (tick % TICKS_PER_SECOND == connection.number() % TICKS_PER_SECOND) {
                    connection.send(Exchange.MAX_BODY_BYTES, 1);
                }
            };

    Habit SEND_A_HEADER =
            (connection, tick) -> {
                if (connection.sentBytes() == 0) {
                    connection.send(Exchange.MAX_BODY_BYTES, Exchange.HEADER_BYTES);
                }
            };

    Habit HALF_CLOSE =
            (connection, tick) -> {
                if (connection.send(Exchange.MAX_BODY_BYTES, FLOOD_BYTES) == 0) {
                    connection.halfClose();
                }
            };

    Habit RESET =
            (connection, tick) -> {
                connection.send(100, 50);
                connection.close();
            };

    Habit SEND_FOR_EVER =
            (connection, tick) -> {
                connection.send(1022, BYTES_PER_TICK);
                connection.discard();
            };

    /// @param tick counted from 0, [#TICKS_PER_SECOND] of them in a second
    /// @throws IOException if the server has ended the connection
    void act(BadConnection connection, long tick) throws IOException;
}
