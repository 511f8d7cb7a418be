package sockbench.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

import sockbench.models.Models;
import sockbench.models.Models.Trait;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;

/// A check that takes a [Candidate] and is made of every model that is available here.
/// [AvailabilityTest] fails when one is missing that should not be.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = "{0}")
@ArgumentsSource(EveryModel.Source.class)
@interface EveryModel {
    /// Models with one of these traits do not owe this.
    Trait[] except() default {};

    /// The models a check is made of.
    final class Source implements ArgumentsProvider, AnnotationConsumer<EveryModel> {
        private static final List<Models> AVAILABLE =
                Stream.of(Models.values())
                        .filter(model -> model.create().unavailable().isEmpty())
                        .toList();

        private List<Trait> except = List.of();

        @Override
        public void accept(EveryModel annotation) {
            except = List.of(annotation.except());
        }

        @Override
        public Stream<Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            return AVAILABLE.stream()
                    .filter(model -> except.stream().noneMatch(model::has))
                    .map(Candidate::of)
                    .map(Arguments::of);
        }
    }
}
