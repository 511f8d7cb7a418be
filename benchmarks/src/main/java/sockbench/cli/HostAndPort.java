package sockbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.net.InetSocketAddress;

/// `HOST:PORT`; an IPv6 address may stand in brackets.
final class HostAndPort implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String typed) {
        int colon = typed.lastIndexOf(':');
        if (colon < 1) {
            throw new TypeConversionException("'%s' is not HOST:PORT".formatted(typed));
        }
        var host = typed.substring(0, colon).replaceAll("[\\[\\]]", "");
        var address = new InetSocketAddress(host, port(typed.substring(colon + 1)));
        if (address.isUnresolved()) {
            throw new TypeConversionException("no host '%s'".formatted(host));
        }
        return address;
    }

    private static int port(String typed) {
        try {
            int port = Integer.parseInt(typed);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below, like a number out of range
        }
        throw new TypeConversionException("port must be 1 to 65535, was '%s'".formatted(typed));
    }
}
