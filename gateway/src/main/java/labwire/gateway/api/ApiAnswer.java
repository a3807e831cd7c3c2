package labwire.gateway.api;

/** What a route answers: at once and whole, or in lines as things happen. */
public sealed interface ApiAnswer permits ApiResponse, ApiStream {}
