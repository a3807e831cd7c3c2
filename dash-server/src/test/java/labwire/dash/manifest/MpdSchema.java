package labwire.dash.manifest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * The MPD's schema, of which no copy is kept here: fetch {@code https://github.com/MPEGGroup/DASHSchema} and name its
 * folder in the system property {@code labwire.dashSchema} or the environment variable {@code LABWIRE_DASH_SCHEMA}.
 */
public final class MpdSchema {
    /** What the MPD's schema uses of the one for xlink, which it refers to by a URL. */
    private static final String XLINK = """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xlink">
              <xs:attribute name="href" type="xs:anyURI"/>
              <xs:attribute name="actuate" type="xs:string"/>
              <xs:attribute name="type" type="xs:string"/>
              <xs:attribute name="show" type="xs:string"/>
            </xs:schema>
            """;

    private final Schema schema;

    private MpdSchema(Schema schema) {
        this.schema = schema;
    }

    /** Skips the test where there is none. */
    static Path folder() {
        String folder = System.getProperty("labwire.dashSchema", System.getenv("LABWIRE_DASH_SCHEMA"));
        assumeTrue(folder != null, "LABWIRE_DASH_SCHEMA is not set: nothing is checked against the MPD's schema");
        Path path = Path.of(folder);
        assumeTrue(Files.exists(path.resolve("DASH-MPD.xsd")), folder + " has no DASH-MPD.xsd");
        return path;
    }

    /** Skips the test where there is none. */
    public static MpdSchema available() throws IOException, SAXException {
        Path file = folder().resolve("DASH-MPD.xsd");
        SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // The schema is written with entities, by the thousand.
        factory.setProperty("http://www.oracle.com/xml/jaxp/properties/entityExpansionLimit", "0");
        factory.setResourceResolver((type, namespace, publicId, systemId, base) ->
                "http://www.w3.org/1999/xlink".equals(namespace) ? new SchemaInput(XLINK, systemId) : null);
        return new MpdSchema(factory.newSchema(new StreamSource(new StringReader(Files.readString(file)))));
    }

    /** What is wrong with a document; empty if it is valid. */
    public List<String> problems(byte[] document) throws IOException, SAXException {
        List<String> problems = new ArrayList<>();
        Validator validator = schema.newValidator();
        validator.setErrorHandler(new ErrorHandler() {
            @Override
            public void warning(SAXParseException problem) {
                problems.add(problem.getLineNumber() + ": " + problem.getMessage());
            }

            @Override
            public void error(SAXParseException problem) {
                problems.add(problem.getLineNumber() + ": " + problem.getMessage());
            }

            @Override
            public void fatalError(SAXParseException problem) {
                problems.add(problem.getLineNumber() + ": " + problem.getMessage());
            }
        });
        validator.validate(new StreamSource(new ByteArrayInputStream(document)));
        return problems;
    }
}
