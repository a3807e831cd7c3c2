package labwire.dash.manifest;

import java.util.List;

/** A name for people (ISO/IEC 23009-1, 5.3.10). */
public record Label(XmlElement xml) implements MpdElement<Label> {
    public static final Attribute<String> LANG = Attribute.of("lang", ValueType.STRING);

    static final String NAME = "Label";
    static final List<Attribute<?>> ATTRIBUTES = List.of(LANG);

    public Label {
        MpdElement.require(xml, NAME);
    }

    public static Label of(String text) {
        return new Label(XmlElement.of(XmlName.element(NAME)).withContent(List.of(new XmlText(text))));
    }

    @Override
    public Label view(XmlElement other) {
        return new Label(other);
    }

    public String text() {
        return xml.text();
    }
}
