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
                    "javax.crypto..",
                    "io.netty..",
                    "org.apache.james.mime4j..",
                    "io.micrometer..",
                    "io.prometheus.metrics..",
                    "com.fasterxml.jackson.core..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("server")
            .definedBy("labwire.smtp")
            .optionalLayer("reply")
            .definedBy("labwire.smtp.reply..")
            .optionalLayer("envelope")
            .definedBy("labwire.smtp.envelope..")
            .optionalLayer("disk")
            .definedBy("labwire.smtp.disk..")
            .optionalLayer("message")
            .definedBy("labwire.smtp.message..")
            .optionalLayer("dns")
            .definedBy("labwire.smtp.dns..")
            .optionalLayer("trace")
            .definedBy("labwire.smtp.trace..")
            .optionalLayer("mailbox")
            .definedBy("labwire.smtp.mailbox..")
            .optionalLayer("auth")
            .definedBy("labwire.smtp.auth..")
            .optionalLayer("observe")
            .definedBy("labwire.smtp.observe..")
            .optionalLayer("delivery")
            .definedBy("labwire.smtp.delivery..")
            .optionalLayer("hook")
            .definedBy("labwire.smtp.hook..")
            .optionalLayer("route")
            .definedBy("labwire.smtp.route..")
            .optionalLayer("policy")
            .definedBy("labwire.smtp.policy..")
            .optionalLayer("fault")
            .definedBy("labwire.smtp.fault..")
            .optionalLayer("session")
            .definedBy("labwire.smtp.session..")
            .optionalLayer("client")
            .definedBy("labwire.smtp.client..")
            .optionalLayer("queue")
            .definedBy("labwire.smtp.queue..")
            .optionalLayer("dsn")
            .definedBy("labwire.smtp.dsn..")
            .optionalLayer("relay")
            .definedBy("labwire.smtp.relay..")
            .optionalLayer("store")
            .definedBy("labwire.smtp.store..")
            .optionalLayer("pop3")
            .definedBy("labwire.smtp.pop3..")
            .optionalLayer("protocol")
            .definedBy("labwire.smtp.protocol..")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("reply")
            .mayNotAccessAnyLayer()
            .whereLayer("envelope")
            .mayNotAccessAnyLayer()
            .whereLayer("disk")
            .mayNotAccessAnyLayer()
            .whereLayer("message")
            .mayNotAccessAnyLayer()
            .whereLayer("dns")
            .mayNotAccessAnyLayer()
            .whereLayer("trace")
            .mayNotAccessAnyLayer()
            .whereLayer("mailbox")
            .mayNotAccessAnyLayer()
            .whereLayer("auth")
            .mayNotAccessAnyLayer()
            .whereLayer("observe")
            .mayOnlyAccessLayers("reply", "envelope")
            .whereLayer("delivery")
            .mayOnlyAccessLayers("reply", "envelope")
            .whereLayer("hook")
            .mayOnlyAccessLayers("reply", "envelope")
            .whereLayer("route")
            .mayOnlyAccessLayers("reply", "envelope", "delivery", "auth")
            .whereLayer("policy")
            .mayOnlyAccessLayers("reply", "envelope", "hook", "dns", "observe")
            .whereLayer("fault")
            .mayOnlyAccessLayers("reply", "envelope", "hook")
            .whereLayer("session")
            .mayOnlyAccessLayers("reply", "envelope", "delivery", "hook", "auth", "observe")
            .whereLayer("client")
            .mayOnlyAccessLayers("reply", "envelope", "session", "auth")
            .whereLayer("queue")
            .mayOnlyAccessLayers("reply", "envelope", "delivery", "disk", "observe")
            .whereLayer("dsn")
            .mayOnlyAccessLayers("reply", "envelope", "queue", "message")
            .whereLayer("relay")
            .mayOnlyAccessLayers(
                    "reply", "envelope", "delivery", "queue", "dsn", "client", "session", "dns", "observe", "message")
            .whereLayer("store")
            .mayOnlyAccessLayers(
                    "reply", "envelope", "delivery", "disk", "message", "mailbox", "route", "queue", "observe")
            .whereLayer("pop3")
            .mayOnlyAccessLayers("session", "protocol", "reply", "hook", "mailbox", "auth", "trace", "observe")
            .whereLayer("protocol")
            .mayOnlyAccessLayers("reply", "envelope", "session", "delivery", "hook", "auth", "trace", "observe");

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
