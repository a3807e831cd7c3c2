package labwire.dash.manifest;

/** An attribute as it stands in a document; its value unescaped. */
public record XmlAttribute(XmlName name, String value) {}
