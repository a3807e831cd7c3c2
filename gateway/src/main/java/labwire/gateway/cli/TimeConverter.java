package labwire.gateway.cli;

import java.time.Duration;
import labwire.gateway.scenario.TimeWord;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times on the command line are written as in scenarios. */
final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return TimeWord.parse(text)
                .orElseThrow(() -> new TypeConversionException(text + " (expected: " + TimeWord.EXPECTED + ")"));
    }
}
