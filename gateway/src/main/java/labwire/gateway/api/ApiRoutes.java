package labwire.gateway.api;

import java.util.concurrent.CompletionStage;

/** What the API can do; called on the server's thread, may answer later from any other. */
@FunctionalInterface
public interface ApiRoutes {
    /** Answers a request; throws {@link ApiException} for a bad one. */
    CompletionStage<? extends ApiAnswer> handle(ApiRequest request);
}
