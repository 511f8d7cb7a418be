package sockbench.report;

/// A part of a hand-written Markdown file that is generated.
///
///     <!-- sockbench:numbers -->
///     everything here is replaced
///     <!-- /sockbench:numbers -->
///
/// @param name `numbers` above
public record MarkedBlock(String name) {
    /// Whether a document has such a part.
    public boolean isIn(String document) {
        return document.contains(begin());
    }

    private String begin() {
        return "<!-- sockbench:" + name + " -->";
    }

    /// Puts new content between the marks, with an empty line on both sides.
    ///
    /// @throws IllegalArgumentException if the marks are missing or out of order
    public String replace(String document, String content) {
        var begin = begin();
        var end = "<!-- /sockbench:" + name + " -->";
        int from = document.indexOf(begin);
        int to = document.indexOf(end, Math.max(from, 0));
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException("the document needs " + begin + " and then " + end);
        }
        return document.substring(0, from + begin.length())
                + "\n\n"
                + content.strip()
                + "\n\n"
                + document.substring(to);
    }
}
