package labwire.dash.manifest;

import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an MPD: UTF-8, indented, the same bytes for the same model. Prefixes are those of the model's names, declared
 * where the model declares them or, failing that, where they are first needed.
 */
public final class MpdWriter {
    private static final XMLOutputFactory XML = factory();
    private static final String INDENT = "  ";
    private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

    private final XMLStreamWriter xml;

    private MpdWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    private static XMLOutputFactory factory() {
        XMLOutputFactory factory = new XmlFactory().getXMLOutputFactory();
        factory.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
        return factory;
    }

    /** @throws IllegalArgumentException if a name or a text has characters that XML cannot carry */
    public static byte[] write(Mpd mpd) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 << 10);
        try {
            XMLStreamWriter xml = XML.createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            new MpdWriter(xml).element(mpd.xml(), Map.of("", "", "xml", XML_NAMESPACE), "\n");
            xml.writeCharacters("\n");
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalArgumentException("MPD: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    private void element(XmlElement element, Map<String, String> outer, String lineStart) throws XMLStreamException {
        Map<String, String> scope = new HashMap<>(outer);
        for (XmlNamespace declared : element.namespaces()) {
            scope.put(declared.prefix(), declared.uri());
        }
        XmlName name = element.name();
        xml.writeCharacters(lineStart);
        boolean empty = element.content().isEmpty();
        if (empty) {
            xml.writeEmptyElement(name.prefix(), name.local(), name.namespace());
        } else {
            xml.writeStartElement(name.prefix(), name.local(), name.namespace());
        }
        for (XmlNamespace declared : element.namespaces()) {
            declare(declared.prefix(), declared.uri());
        }
        declareIfNeeded(name, scope);
        for (XmlAttribute attribute : element.attributes()) {
            if (!attribute.name().namespace().isEmpty()) {
                declareIfNeeded(attribute.name(), scope);
            }
        }
        for (XmlAttribute attribute : element.attributes()) {
            XmlName attributeName = attribute.name();
            xml.writeAttribute(
                    attributeName.prefix(), attributeName.namespace(), attributeName.local(), attribute.value());
        }
        if (!empty) {
            content(element, scope, lineStart);
            xml.writeEndElement();
        }
    }

    /** Indented where there are but elements; white space among text would be text. */
    private void content(XmlElement element, Map<String, String> scope, String lineStart) throws XMLStreamException {
        boolean onlyElements = element.content().stream().allMatch(XmlElement.class::isInstance);
        for (XmlNode node : element.content()) {
            if (node instanceof XmlElement child) {
                element(child, scope, onlyElements ? lineStart + INDENT : "");
            } else if (node instanceof XmlText text) {
                xml.writeCharacters(text.text());
            }
        }
        if (onlyElements) {
            xml.writeCharacters(lineStart);
        }
    }

    private void declareIfNeeded(XmlName name, Map<String, String> scope) throws XMLStreamException {
        if (!name.namespace().equals(scope.get(name.prefix()))) {
            scope.put(name.prefix(), name.namespace());
            declare(name.prefix(), name.namespace());
        }
    }

    private void declare(String prefix, String uri) throws XMLStreamException {
        if (prefix.isEmpty()) {
            xml.writeDefaultNamespace(uri);
        } else {
            xml.writeNamespace(prefix, uri);
        }
    }
}
