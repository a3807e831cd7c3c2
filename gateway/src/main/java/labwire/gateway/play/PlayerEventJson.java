package labwire.gateway.play;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import labwire.dash.session.PlayerEvent;

/**
 * A session's events as JSON objects: the event's name as {@code event}, its other members by their names, times in ISO
 * 8601 such as {@code PT1.5S}.
 */
public final class PlayerEventJson {
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    private interface Named {}

    private static final JsonMapper JSON = mapper();

    private PlayerEventJson() {}

    private static JsonMapper mapper() {
        SimpleModule durations = new SimpleModule()
                .addSerializer(Duration.class, ToStringSerializer.instance)
                .addDeserializer(Duration.class, new DurationReader());
        JsonMapper.Builder builder = JsonMapper.builder().addModule(durations).addMixIn(PlayerEvent.class, Named.class);
        for (Class<?> kind : PlayerEvent.class.getPermittedSubclasses()) {
            builder.registerSubtypes(new NamedType(kind, kind.getSimpleName()));
        }
        return builder.build();
    }

    public static JsonNode write(PlayerEvent event) {
        return JSON.valueToTree(event);
    }

    /**
     * The event that was written so.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static PlayerEvent read(JsonNode json) {
        try {
            return JSON.treeToValue(json, PlayerEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage() + " (expected: a player's event)", e);
        }
    }

    private static final class DurationReader extends StdScalarDeserializer<Duration> {
        private static final long serialVersionUID = 1;

        private DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                return (Duration) context.handleWeirdStringValue(Duration.class, text, "expected: such as PT1.5S");
            }
        }
    }
}
