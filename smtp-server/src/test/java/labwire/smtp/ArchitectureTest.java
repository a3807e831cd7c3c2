package labwire.smtp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

@AnalyzeClasses(packages = "labwire.smtp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NETTY_TLS_AND_MIME4J_AND_NO_NETWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "labwire.smtp..",
                    "labwire.tls..",
                    "java..",
                    "javax.net.ssl..",
                    "io.netty..",
                    "org.apache.james.mime4j..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("server")
            .definedBy("labwire.smtp")
            .layer("protocol")
            .definedBy("labwire.smtp.protocol..")
            .layer("client")
            .definedBy("labwire.smtp.client..")
            .layer("session")
            .definedBy("labwire.smtp.session..")
            .layer("store")
            .definedBy("labwire.smtp.store..")
            .layer("delivery")
            .definedBy("labwire.smtp.delivery..")
            .layer("message")
            .definedBy("labwire.smtp.message..")
            .layer("disk")
            .definedBy("labwire.smtp.disk..")
            .layer("envelope")
            .definedBy("labwire.smtp.envelope..")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("protocol")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("client")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("server", "protocol", "client")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("protocol", "session", "store")
            .whereLayer("message")
            .mayOnlyBeAccessedByLayers("store")
            .whereLayer("disk")
            .mayOnlyBeAccessedByLayers("store")
            .whereLayer("envelope")
            .mayOnlyBeAccessedByLayers("client", "session", "store", "delivery");

    @ArchTest
    static final ArchRule TIME_RANDOMNESS_AND_NAMES_ARE_ARGUMENTS = noClasses()
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(InstantSource.class, "system")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone")
            .orShould()
            .callConstructor(SecureRandom.class)
            .orShould()
            .callMethod(InetAddress.class, "getByName", String.class)
            .orShould()
            .callConstructor(InetSocketAddress.class, String.class, int.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule THE_SESSION_DOES_NO_INPUT_OR_OUTPUT = noClasses()
            .that()
            .resideInAPackage("labwire.smtp.session..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.netty.channel..", "io.netty.handler..", "java.net..", "java.nio.file..", "java.io..");
}
