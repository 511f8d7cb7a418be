package sockbench.cli;

/// The commands of `benchmarks.jar`.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Usage: java -jar benchmarks.jar COMMAND");
    }
}
