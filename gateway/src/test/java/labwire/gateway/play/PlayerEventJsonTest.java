package labwire.gateway.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import labwire.dash.session.PlayerEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlayerEventJsonTest {
    /** One of each kind, whatever kinds there will be. */
    static Stream<PlayerEvent> oneOfEachKind() {
        return Arrays.stream(PlayerEvent.class.getPermittedSubclasses()).map(PlayerEventJsonTest::example);
    }

    private static PlayerEvent example(Class<?> kind) {
        RecordComponent[] components = kind.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(RecordComponent::getType)
                .map(PlayerEventJsonTest::value)
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            var constructor = kind.getDeclaredConstructor(types);
            return (PlayerEvent) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(String.valueOf(kind), e);
        }
    }

    private static Object value(Class<?> type) {
        if (type == Duration.class) {
            return Duration.ofNanos(1_234_567_891);
        }
        if (type == String.class) {
            return "a \"reason\"\n×";
        }
        if (type == List.class) {
            return List.of(100_000L, 5_000_000_000L);
        }
        if (type == PlayerEvent.Medium.class) {
            return PlayerEvent.Medium.AUDIO;
        }
        if (type == boolean.class) {
            return true;
        }
        if (type == double.class) {
            return 1.25e6;
        }
        if (type == int.class) {
            return 3;
        }
        return 1L << 40;
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void whatIsWrittenIsReadTheSame(PlayerEvent event) throws Exception {
        String line = PlayerEventJson.write(event).toString();
        assertThat(line).contains("\"event\":\"" + event.getClass().getSimpleName() + '"', "\"PT1.234567891S\"");
        assertThat(PlayerEventJson.read(new ObjectMapper().readTree(line))).isEqualTo(event);
    }

    @Test
    void anythingElseIsRefused() throws Exception {
        for (String line : List.of("{}", "{\"event\":\"Nothing\"}", "{\"event\":\"Ended\",\"at\":\"soon\"}", "[1]")) {
            assertThatThrownBy(() -> PlayerEventJson.read(new ObjectMapper().readTree(line)))
                    .as(line)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(expected: ");
        }
    }
}
