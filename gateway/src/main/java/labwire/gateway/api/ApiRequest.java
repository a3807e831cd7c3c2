package labwire.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request after authentication.
 *
 * @param method {@code GET} or {@code POST}
 * @param path without query, such as {@code /v1/lab}
 * @param body a JSON object; of a {@code GET}, its query's parameters as texts
 */
public record ApiRequest(String method, String path, JsonNode body) {
    /**
     * A text member of the body.
     *
     * @throws ApiException if it is missing or not text
     */
    public String text(String member) {
        JsonNode value = body.path(member);
        if (!value.isTextual()) {
            throw new ApiException(
                    member + ": " + (value.isMissingNode() ? "missing" : value.toString()) + " (expected: text)");
        }
        return value.textValue();
    }

    /**
     * A text member of the body that may be missing.
     *
     * @throws ApiException if it is there and not text
     */
    public Optional<String> optionalText(String member) {
        JsonNode value = body.path(member);
        return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(text(member));
    }

    /**
     * A member that is an array of texts; empty if it is missing.
     *
     * @throws ApiException if it is something else
     */
    public List<String> texts(String member) {
        JsonNode value = body.path(member);
        List<String> texts = new ArrayList<>();
        if (!value.isMissingNode() && !value.isArray()) {
            throw new ApiException(member + ": " + value + " (expected: an array of texts)");
        }
        for (JsonNode one : value) {
            if (!one.isTextual()) {
                throw new ApiException(member + ": " + one + " (expected: text)");
            }
            texts.add(one.textValue());
        }
        return texts;
    }
}
