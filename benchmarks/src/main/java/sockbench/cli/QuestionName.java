package sockbench.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import sockbench.results.Question;

import java.util.List;
import java.util.stream.Stream;

/// A question that can be asked, by its id.
final class QuestionName implements ITypeConverter<Question> {
    private static final List<String> IDS =
            Stream.of(
                            Question.THROUGHPUT,
                            Question.NIO_GENERATOR,
                            Question.ROUND_TRIP,
                            Question.CAPACITY,
                            Question.LOAD_CURVE,
                            Question.EFFICIENCY,
                            Question.IDLE,
                            Question.SCALE,
                            Question.WAIT,
                            Question.BURN,
                            Question.HEAD_OF_LINE,
                            Question.MIXED_SIZES,
                            Question.CHURN)
                    .map(Question::id)
                    .toList();

    @Override
    public Question convert(String id) {
        if (!IDS.contains(id)) {
            throw new TypeConversionException(
                    "there is no question %s; did you mean %s? (there are %s)"
                            .formatted(id, Nearest.to(id, IDS), String.join(", ", IDS)));
        }
        return Question.of(id);
    }
}
