package labwire.gateway.cli;

import java.util.List;
import labwire.gateway.api.ApiException;

/** IDs as users type them: they become parts of the API's paths. */
final class MailId {
    private MailId() {}

    /** @throws ApiException if no message and no session can have such an ID */
    static String checked(String id) {
        if (!id.matches("[A-Za-z0-9._-]{1,100}")) {
            throw new ApiException("ID: " + id + " (expected: letters and digits, as a list shows it)");
        }
        return id;
    }

    static List<String> checked(List<String> ids) {
        return ids.stream().map(MailId::checked).toList();
    }
}
