package labwire.dash.manifest;

import com.ctc.wstx.api.WstxInputProperties;
import com.fasterxml.jackson.dataformat.xml.XmlFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an MPD, whoever wrote it: within limits, without document types and entities, and with every attribute of the
 * model checked, so that what it gives can be used without fear.
 */
public final class MpdReader {
    public static final int MAX_BYTES = 8 << 20;
    public static final int MAX_DEPTH = 32;
    public static final int MAX_ELEMENTS = 200_000;
    public static final int MAX_ATTRIBUTES = 64;
    public static final int MAX_VALUE_CHARACTERS = 64 << 10;

    private static final XMLInputFactory XML = factory();

    private final XMLStreamReader xml;

    private MpdReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = new XmlFactory().getXMLInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // An error is to show where it is, not where the text is asked for.
        factory.setProperty("com.ctc.wstx.lazyParsing", false);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, (long) MAX_ELEMENTS);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, MAX_VALUE_CHARACTERS);
        return factory;
    }

    /** Reads to the end of the stream, which stays open. */
    public static Mpd read(InputStream in) throws MpdException, IOException {
        return read(in.readNBytes(MAX_BYTES + 1));
    }

    /** @throws MpdException if it is not well-formed, not an MPD, beyond a limit, or an attribute is malformed */
    public static Mpd read(byte[] document) throws MpdException {
        if (document.length > MAX_BYTES) {
            throw new MpdException("MPD", "more than " + MAX_BYTES + " bytes");
        }
        try {
            XMLStreamReader xml = XML.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return new MpdReader(xml).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw new MpdException("line " + line, Excerpt.of(String.valueOf(e.getMessage())));
        }
    }

    private Mpd document() throws XMLStreamException, MpdException {
        XmlElement root = null;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.DTD) {
                throw new MpdException("line " + line(), "a document type (expected: none)");
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (!name(xml.getNamespaceURI(), xml.getPrefix(), xml.getLocalName())
                        .isElement(Mpd.NAME)) {
                    throw new MpdException(
                            "line " + line(),
                            "<" + Excerpt.of(xml.getLocalName()) + "> of namespace \""
                                    + Excerpt.of(orEmpty(xml.getNamespaceURI())) + "\" (expected: <MPD> of "
                                    + XmlName.MPD_NAMESPACE + ")");
                }
                root = element(Mpd.NAME);
            }
        }
        return new Mpd(Objects.requireNonNull(root, "a well-formed document has a root"));
    }

    /** From a start tag to its end tag; as deep as {@link #MAX_DEPTH}, which the parser sees to. */
    private XmlElement element(String path) throws XMLStreamException, MpdException {
        XmlName name = name(xml.getNamespaceURI(), xml.getPrefix(), xml.getLocalName());
        List<XmlNamespace> namespaces = namespaces();
        List<XmlAttribute> attributes = attributes();
        List<XmlNode> content = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        boolean hasElements = false;
        for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                hasElements = true;
                String child = xml.getLocalName();
                content.add(element(path + "/" + child + "[" + counts.merge(child, 1, Integer::sum) + "]"));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                content.add(new XmlText(xml.getText()));
            } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new MpdException(path, "an entity reference (expected: none)");
            }
        }
        if (hasElements) {
            content.removeIf(node -> node instanceof XmlText text && text.text().isBlank());
        }
        XmlElement element = new XmlElement(name, namespaces, attributes, merged(content));
        Vocabulary.check(element, path);
        return element;
    }

    /** Text on both sides of a comment is one text. */
    private static List<XmlNode> merged(List<XmlNode> content) {
        List<XmlNode> merged = new ArrayList<>(content.size());
        for (XmlNode node : content) {
            int last = merged.size() - 1;
            if (node instanceof XmlText text && last >= 0 && merged.get(last) instanceof XmlText before) {
                merged.set(last, new XmlText(before.text() + text.text()));
            } else {
                merged.add(node);
            }
        }
        return merged;
    }

    private List<XmlNamespace> namespaces() {
        List<XmlNamespace> namespaces = new ArrayList<>(xml.getNamespaceCount());
        for (int i = 0; i < xml.getNamespaceCount(); i++) {
            namespaces.add(new XmlNamespace(orEmpty(xml.getNamespacePrefix(i)), orEmpty(xml.getNamespaceURI(i))));
        }
        return namespaces;
    }

    private List<XmlAttribute> attributes() {
        List<XmlAttribute> attributes = new ArrayList<>(xml.getAttributeCount());
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            XmlName name = name(xml.getAttributeNamespace(i), xml.getAttributePrefix(i), xml.getAttributeLocalName(i));
            attributes.add(new XmlAttribute(name, xml.getAttributeValue(i)));
        }
        return attributes;
    }

    private int line() {
        return xml.getLocation().getLineNumber();
    }

    private static XmlName name(@Nullable String namespace, @Nullable String prefix, String local) {
        return new XmlName(orEmpty(namespace), orEmpty(prefix), local);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
