package sockbench.report.page;

import java.util.List;

/// One part of the page.
///
/// @param id anchor
/// @param shortTitle for the navigation
/// @param lead what the part answers, in a sentence
/// @param blocks empty if there is nothing to show; then the part is left out
/// @param missing what of it this run did not measure, a few words each
/// @param isReference whether it is looked up rather than read: it is folded
public record Section(
        String id,
        String shortTitle,
        String title,
        String lead,
        List<Block> blocks,
        List<String> missing,
        boolean isReference) {
    public Section(
            String id,
            String shortTitle,
            String title,
            String lead,
            List<Block> blocks,
            List<String> missing) {
        this(id, shortTitle, title, lead, blocks, missing, false);
    }

    /// A part that misses nothing.
    public Section(String id, String shortTitle, String title, String lead, List<Block> blocks) {
        this(id, shortTitle, title, lead, blocks, List.of());
    }

    /// The same part, folded.
    public Section asReference() {
        return new Section(id, shortTitle, title, lead, blocks, missing, true);
    }

    public boolean isEmpty() {
        return blocks.isEmpty();
    }

    /// A piece of a section.
    public sealed interface Block
            permits Note, Heading, Table, Forest, Drawing, Pairs, Folded, Prose {}

    /// A paragraph.
    public record Note(Weight kind, String text) implements Block {
        /// How much a reader must heed it.
        public enum Weight {
            PLAIN,
            ABSENT,
            WARNING
        }

        public static Note plain(String text) {
            return new Note(Weight.PLAIN, text);
        }

        /// One line about what is not there.
        public static Note absent(String text) {
            return new Note(Weight.ABSENT, text);
        }

        public static Note warning(String text) {
            return new Note(Weight.WARNING, text);
        }
    }

    /// A title inside a section.
    public record Heading(String text) implements Block {}

    /// SVG drawn beforehand.
    public record Drawing(String svg, String caption) implements Block {}

    /// Names and what they stand for; `words` sets definitions rather than settings.
    public record Pairs(boolean words, List<NamedText> pairs) implements Block {}

    public record NamedText(String name, String value) {}

    /// Blocks a reader unfolds.
    public record Folded(String summary, List<Block> blocks) implements Block {}

    /// Fixed text that lives in a template.
    public enum Prose implements Block {
        /// Why open and closed loops see different latencies.
        OPEN_AND_CLOSED
    }
}
