package sockbench.cli;

import static sockbench.protocol.Exchange.MAX_BODY_BYTES;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import sockbench.api.ServerConfig;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

@Command(
        name = "client",
        description = "Sends each line as a frame and prints the answer; //q quits.",
        mixinStandardHelpOptions = true)
final class ClientCommand implements Callable<Integer> {
    private static final String QUIT = "//q";

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "HOST:PORT",
            converter = HostAndPort.class,
            defaultValue = "127.0.0.1:" + ServerConfig.DEFAULT_PORT,
            description = "default: ${DEFAULT-VALUE}")
    private InetSocketAddress server;

    @Override
    public Integer call() throws IOException {
        try (var socket = connect()) {
            var lines =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = lines.readLine();
                    line != null && !line.strip().equals(QUIT);
                    line = lines.readLine()) {
                say(answer(socket, line.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return 0;
    }

    private Socket connect() throws IOException {
        try {
            return new Socket(server.getAddress(), server.getPort());
        } catch (IOException refused) {
            throw new IOException(
                    "connect to %s port %d: %s"
                            .formatted(
                                    server.getHostString(), server.getPort(), refused.getMessage()),
                    refused);
        }
    }

    private static String answer(Socket socket, byte[] body) throws IOException {
        if (body.length > MAX_BODY_BYTES) {
            return "too long: %d bytes, a frame holds %d".formatted(body.length, MAX_BODY_BYTES);
        }
        socket.getOutputStream().write(frame(body));
        var in = socket.getInputStream();
        byte[] header = read(in, 2);
        int length = Byte.toUnsignedInt(header[0]) | Byte.toUnsignedInt(header[1]) << Byte.SIZE;
        return new String(read(in, length), StandardCharsets.UTF_8);
    }

    private static byte[] frame(byte[] body) {
        var frame = new byte[2 + body.length];
        frame[0] = (byte) body.length;
        frame[1] = (byte) (body.length >> Byte.SIZE);
        System.arraycopy(body, 0, frame, 2, body.length);
        return frame;
    }

    private static byte[] read(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException("the server has closed the connection");
        }
        return bytes;
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
