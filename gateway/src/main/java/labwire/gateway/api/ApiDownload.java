package labwire.gateway.api;

import java.io.InputStream;
import java.util.concurrent.Executor;

/**
 * An answer of any length, read only as fast as the client takes it. One that cannot be read to its end is cut off, so that
 * the client sees it is not whole.
 *
 * @param octets closed by whoever sends them
 * @param reading runs what blocks
 */
public record ApiDownload(String contentType, InputStream octets, Executor reading) implements ApiAnswer {}
