package labwire.dash.manifest;

/** Characters between tags, unescaped. */
public record XmlText(String text) implements XmlNode {}
