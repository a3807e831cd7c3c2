package labwire.dash.manifest;

/** What an element contains. */
public sealed interface XmlNode permits XmlElement, XmlText {}
