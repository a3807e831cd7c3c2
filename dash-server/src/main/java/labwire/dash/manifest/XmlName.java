package labwire.dash.manifest;

/**
 * The name of an element or an attribute.
 *
 * @param namespace its URI, or empty for none
 * @param prefix as written, or empty: players look for a literal {@code cenc:default_KID}
 */
public record XmlName(String namespace, String prefix, String local) {
    /** The namespace of MPDs, of all editions. */
    public static final String MPD_NAMESPACE = "urn:mpeg:dash:schema:mpd:2011";

    /** An element of an MPD. */
    public static XmlName element(String local) {
        return new XmlName(MPD_NAMESPACE, "", local);
    }

    /** An attribute of an MPD: those have no namespace. */
    public static XmlName attribute(String local) {
        return new XmlName("", "", local);
    }

    /** Whether they mean the same; a prefix means nothing. */
    public boolean matches(XmlName other) {
        return local.equals(other.local) && namespace.equals(other.namespace);
    }

    /** Whether it names this element of an MPD. */
    public boolean isElement(String mpdElement) {
        return local.equals(mpdElement) && namespace.equals(MPD_NAMESPACE);
    }

    /** As written. */
    @Override
    public String toString() {
        return prefix.isEmpty() ? local : prefix + ":" + local;
    }
}
