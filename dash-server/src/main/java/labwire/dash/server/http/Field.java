package labwire.dash.server.http;

/**
 * A header field.
 *
 * @param name in a response as it is written on the wire
 */
public record Field(String name, String value) {}
