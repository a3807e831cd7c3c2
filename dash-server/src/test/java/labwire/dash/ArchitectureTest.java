package labwire.dash;

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
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

@AnalyzeClasses(packages = "labwire.dash", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule KNOWS_NETTY_TLS_JACKSON_AND_METRICS_AND_NO_NETWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "labwire.dash..",
                    "labwire.tls..",
                    "java..",
                    "javax.net.ssl..",
                    "javax.xml..",
                    "io.netty..",
                    "com.fasterxml.jackson..",
                    "com.ctc.wstx..",
                    "io.micrometer..",
                    "io.prometheus..",
                    "org.slf4j..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("server")
            .definedBy("labwire.dash.server..")
            .layer("player")
            .definedBy("labwire.dash.player..")
            .layer("fluid")
            .definedBy("labwire.dash.fluid..")
            .layer("report")
            .definedBy("labwire.dash.report..")
            .layer("ingest")
            .definedBy("labwire.dash.ingest..")
            .layer("library")
            .definedBy("labwire.dash.library..")
            .layer("live")
            .definedBy("labwire.dash.live..")
            .layer("title")
            .definedBy("labwire.dash.title..")
            .layer("origin")
            .definedBy("labwire.dash.origin..")
            .layer("manifest")
            .definedBy("labwire.dash.manifest..")
            .layer("media")
            .definedBy("labwire.dash.media..")
            .layer("isobmff")
            .definedBy("labwire.dash.isobmff..")
            .layer("abr")
            .definedBy("labwire.dash.abr..")
            .layer("session")
            .definedBy("labwire.dash.session..")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("player")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("fluid")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("report")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("ingest")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("library")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("live")
            .mayOnlyBeAccessedByLayers("library")
            .whereLayer("title")
            .mayOnlyBeAccessedByLayers("ingest", "library", "live")
            .whereLayer("origin")
            .mayOnlyBeAccessedByLayers("server", "library", "live", "title")
            .whereLayer("manifest")
            .mayOnlyBeAccessedByLayers("player", "live", "title")
            .whereLayer("media")
            .mayOnlyBeAccessedByLayers("server", "player", "ingest", "library", "live", "title", "origin")
            .whereLayer("isobmff")
            .mayOnlyBeAccessedByLayers("player", "ingest", "live", "title", "media")
            .whereLayer("abr")
            .mayOnlyBeAccessedByLayers("player", "fluid")
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("player", "fluid", "report");

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
            .callConstructor(Random.class)
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(InetAddress.class, "getByName", String.class)
            .orShould()
            .callConstructor(InetSocketAddress.class, String.class, int.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule RULES_AND_REPORTS_DO_WITHOUT_A_NETWORK = noClasses()
            .that()
            .resideInAnyPackage("labwire.dash.abr..", "labwire.dash.fluid..", "labwire.dash.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty..", "java.net..", "java.util.concurrent..");
}
