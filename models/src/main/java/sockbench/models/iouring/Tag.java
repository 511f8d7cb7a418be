package sockbench.models.iouring;

/// The user data of an operation: what it does and the slot of its connection.
final class Tag {
    static final int ACCEPT = 0;
    static final int RECEIVE = 1;
    static final int SEND = 2;
    static final int CANCEL = 3;
    static final int CLOSE = 4;
    static final int WAKE = 5;
    static final int PAUSE = 6;

    private Tag() {}

    static long of(int operation, int slot) {
        return (long) operation << Integer.SIZE | slot;
    }

    static int operation(long tag) {
        return (int) (tag >>> Integer.SIZE);
    }

    static int slot(long tag) {
        return (int) tag;
    }
}
