package labwire.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A request after authentication.
 *
 * @param method {@code GET} or {@code POST}
 * @param path without query, such as {@code /v1/mail/42}
 * @param body a JSON object; empty for a request without one
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
}
