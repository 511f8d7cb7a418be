package sockbench.faults;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;

/// Becomes another program, for which the calls of io_uring are refused as they are where
/// `kernel.io_uring_disabled` is set, which would be for the whole machine.
final class WithoutUring {
    private static final int PR_SET_SECCOMP = 22;
    private static final int PR_SET_NO_NEW_PRIVS = 38;
    private static final long SECCOMP_MODE_FILTER = 2;

    /// `struct sock_filter` in a long each, code first: EPERM for calls 425 to 427, leave for all
    /// others.
    private static final long[] FILTER = {
        instruction(0x20, 0, 0, 0), // load the number of the call
        instruction(0x35, 0, 2, 425), // below io_uring_setup: leave
        instruction(0x25, 1, 0, 427), // above io_uring_register: leave
        instruction(0x06, 0, 0, 0x0005_0001),
        instruction(0x06, 0, 0, 0x7fff_0000)
    };

    private static final Linker LINKER = Linker.nativeLinker();

    private WithoutUring() {}

    public static void main(String[] command) throws Throwable {
        try (var arena = Arena.ofConfined()) {
            var program = arena.allocate(MemoryLayout.sequenceLayout(2, ValueLayout.JAVA_LONG));
            program.setAtIndex(ValueLayout.JAVA_LONG, 0, FILTER.length);
            program.setAtIndex(
                    ValueLayout.JAVA_LONG,
                    1,
                    arena.allocateFrom(ValueLayout.JAVA_LONG, FILTER).address());
            prctl(PR_SET_NO_NEW_PRIVS, 1, 0);
            prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program.address());
            become(command, arena);
        }
    }

    private static void prctl(int option, long first, long second) throws Throwable {
        var prctl =
                LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow("prctl"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_INT,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG,
                                ValueLayout.JAVA_LONG),
                        Linker.Option.firstVariadicArg(1));
        if ((int) prctl.invokeExact(option, first, second, 0L, 0L) != 0) {
            throw new IllegalStateException("prctl %d is refused".formatted(option));
        }
    }

    private static void become(String[] command, Arena arena) throws Throwable {
        var arguments = arena.allocate(ValueLayout.ADDRESS, command.length + 1L);
        for (int i = 0; i < command.length; i++) {
            arguments.setAtIndex(ValueLayout.ADDRESS, i, arena.allocateFrom(command[i]));
        }
        var execvp =
                LINKER.downcallHandle(
                        LINKER.defaultLookup().findOrThrow("execvp"),
                        FunctionDescriptor.of(
                                ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        int _ =
                (int)
                        execvp.invokeExact(
                                arguments.getAtIndex(ValueLayout.ADDRESS, 0), arguments);
        throw new IllegalStateException(command[0] + " cannot be started");
    }

    private static long instruction(int code, int ifTrue, int ifFalse, int operand) {
        return code
                | (long) ifTrue << Short.SIZE
                | (long) ifFalse << (Short.SIZE + Byte.SIZE)
                | Integer.toUnsignedLong(operand) << Integer.SIZE;
    }
}
