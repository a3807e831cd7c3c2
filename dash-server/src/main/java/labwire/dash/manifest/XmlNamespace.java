package labwire.dash.manifest;

/**
 * A declaration, {@code xmlns:prefix="uri"}. Kept where it was, since values may refer to prefixes too.
 *
 * @param prefix empty for the default namespace
 */
public record XmlNamespace(String prefix, String uri) {}
