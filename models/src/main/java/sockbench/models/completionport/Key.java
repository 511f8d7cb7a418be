package sockbench.models.completionport;

/// What a packet is about: an operation and the slot of its connection.
final class Key {
    static final int ACCEPT = 0;
    static final int ACCEPT_WITH_DATA = 1;
    static final int RECEIVE = 2;
    static final int SEND = 3;
    static final int CLOSE = 4;
    static final int END = 5;

    private Key() {}

    static long of(int operation, int slot) {
        return (long) operation << Integer.SIZE | slot;
    }

    static int operation(long key) {
        return (int) (key >>> Integer.SIZE);
    }

    static int slot(long key) {
        return (int) key;
    }
}
