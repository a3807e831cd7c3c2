package labwire.gateway.api;

/** What a route answers: JSON at once, lines or octets as things happen, or octets of another kind, held or read. */
public sealed interface ApiAnswer permits ApiResponse, ApiStream, ApiContent, ApiDownload, ApiFeed {}
