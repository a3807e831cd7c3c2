package labwire.dash.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An element of a document: everything but comments and the white space between elements.
 *
 * @param namespaces declared here
 * @param attributes in the document's order
 * @param content in the document's order
 */
public record XmlElement(
        XmlName name, List<XmlNamespace> namespaces, List<XmlAttribute> attributes, List<XmlNode> content)
        implements XmlNode {
    public XmlElement {
        namespaces = List.copyOf(namespaces);
        attributes = List.copyOf(attributes);
        content = List.copyOf(content);
    }

    /** An element with nothing in it. */
    public static XmlElement of(XmlName name) {
        return new XmlElement(name, List.of(), List.of(), List.of());
    }

    /** The value of an attribute, whatever its prefix. */
    public Optional<String> attribute(XmlName wanted) {
        for (XmlAttribute attribute : attributes) {
            if (attribute.name().matches(wanted)) {
                return Optional.of(attribute.value());
            }
        }
        return Optional.empty();
    }

    /** Its text, without that of elements in it, without white space at the ends. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (XmlNode node : content) {
            if (node instanceof XmlText characters) {
                text.append(characters.text());
            }
        }
        return text.toString().strip();
    }

    /** The elements in it. */
    public List<XmlElement> elements() {
        List<XmlElement> elements = new ArrayList<>(content.size());
        for (XmlNode node : content) {
            if (node instanceof XmlElement element) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** The same with an attribute set: in its place if it was there, else last. */
    public XmlElement withAttribute(XmlName attribute, String value) {
        List<XmlAttribute> changed = new ArrayList<>(attributes);
        int place = 0;
        while (place < changed.size() && !changed.get(place).name().matches(attribute)) {
            place++;
        }
        if (place < changed.size()) {
            changed.set(place, new XmlAttribute(attribute, value));
        } else {
            changed.add(new XmlAttribute(attribute, value));
        }
        return new XmlElement(name, namespaces, changed, content);
    }

    /** The same without an attribute. */
    public XmlElement withoutAttribute(XmlName attribute) {
        List<XmlAttribute> left = new ArrayList<>(attributes);
        left.removeIf(present -> present.name().matches(attribute));
        return new XmlElement(name, namespaces, left, content);
    }

    /** The same with other content. */
    public XmlElement withContent(List<? extends XmlNode> changed) {
        return new XmlElement(name, namespaces, attributes, List.copyOf(changed));
    }
}
