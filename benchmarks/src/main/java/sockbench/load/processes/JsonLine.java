package sockbench.load.processes;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

import org.HdrHistogram.Histogram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Function;
import java.util.zip.DataFormatException;

/// How values travel between a [GeneratorProcesses] and its processes: as JSON in one line, without
/// loss.
final class JsonLine {
    private static final Gson GSON =
            new GsonBuilder()
                    .registerTypeAdapter(Duration.class, text(Duration::toString, Duration::parse))
                    .registerTypeAdapter(
                            InetSocketAddress.class, text(JsonLine::address, JsonLine::address))
                    .registerTypeAdapter(
                            Histogram.class, text(JsonLine::histogram, JsonLine::histogram))
                    .create();

    private JsonLine() {}

    static String line(Object value) {
        return GSON.toJson(value);
    }

    static <T> T read(String line, Class<T> type) {
        return GSON.fromJson(line, type);
    }

    private static String address(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + " " + address.getPort();
    }

    private static InetSocketAddress address(String text) {
        var fields = text.split(" ", -1);
        try {
            return new InetSocketAddress(
                    InetAddress.getByName(fields[0]), Integer.parseInt(fields[1]));
        } catch (UnknownHostException notNumeric) {
            throw new UncheckedIOException(notNumeric);
        }
    }

    /// The compressed form of a histogram lacks its time stamps.
    private static String histogram(Histogram histogram) {
        var bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        return histogram.getStartTimeStamp()
                + " "
                + histogram.getEndTimeStamp()
                + " "
                + Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }

    private static Histogram histogram(String text) {
        var fields = text.split(" ", -1);
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(fields[2]));
            var histogram = Histogram.decodeFromCompressedByteBuffer(bytes, 0);
            histogram.setStartTimeStamp(Long.parseLong(fields[0]));
            histogram.setEndTimeStamp(Long.parseLong(fields[1]));
            return histogram;
        } catch (DataFormatException notCompressed) {
            throw new IllegalArgumentException(notCompressed);
        }
    }

    private static <T> TypeAdapter<T> text(Function<T, String> write, Function<String, T> read) {
        return new TypeAdapter<T>() {
            @Override
            public void write(JsonWriter out, T value) throws IOException {
                out.value(write.apply(value));
            }

            @Override
            public T read(JsonReader in) throws IOException {
                return read.apply(in.nextString());
            }
        };
    }
}
