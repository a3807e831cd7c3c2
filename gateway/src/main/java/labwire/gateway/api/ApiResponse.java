package labwire.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * An answer: an HTTP status and a JSON body.
 *
 * <p>An error's body is {@code {"error": "what was found (expected: …)"}}.
 */
public record ApiResponse(int status, JsonNode body) implements ApiAnswer {
    /** How everything that leaves through the API, or as {@code --json}, is written. */
    public static final ObjectMapper JSON = new ObjectMapper().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);

    /** 200 with the value as Jackson sees it. */
    public static ApiResponse ok(Object value) {
        return new ApiResponse(200, JSON.valueToTree(value));
    }

    public static ApiResponse error(int status, String message) {
        return new ApiResponse(status, JSON.createObjectNode().put("error", message));
    }
}
