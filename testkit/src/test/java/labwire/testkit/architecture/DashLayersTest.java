package labwire.testkit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Video in rooms: an origin of titles, a server that knows no media, a player that knows no server. */
@AnalyzeClasses(packages = "labwire.dash", importOptions = ImportOption.DoNotIncludeTests.class)
class DashLayersTest {
    @ArchTest
    static final ArchRule LAYERS_KNOW_ONLY_WHAT_IS_BELOW = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("isobmff")
            .definedBy("labwire.dash.isobmff..")
            .layer("media")
            .definedBy("labwire.dash.media..")
            .layer("manifest")
            .definedBy("labwire.dash.manifest..")
            .layer("origin")
            .definedBy("labwire.dash.origin..")
            .layer("title")
            .definedBy("labwire.dash.title..")
            .layer("live")
            .definedBy("labwire.dash.live..")
            .layer("library")
            .definedBy("labwire.dash.library..")
            .layer("ingest")
            .definedBy("labwire.dash.ingest..")
            .layer("server")
            .definedBy("labwire.dash.server..")
            .layer("abr")
            .definedBy("labwire.dash.abr..")
            .layer("session")
            .definedBy("labwire.dash.session..")
            .layer("fluid")
            .definedBy("labwire.dash.fluid..")
            .layer("player")
            .definedBy("labwire.dash.player..")
            .layer("report")
            .definedBy("labwire.dash.report..")
            .whereLayer("isobmff")
            .mayNotAccessAnyLayer()
            .whereLayer("media")
            .mayOnlyAccessLayers("isobmff")
            .whereLayer("manifest")
            .mayNotAccessAnyLayer()
            .whereLayer("origin")
            .mayOnlyAccessLayers("media")
            .whereLayer("title")
            .mayOnlyAccessLayers("isobmff", "media", "manifest", "origin")
            .whereLayer("live")
            .mayOnlyAccessLayers("isobmff", "media", "manifest", "origin", "title")
            .whereLayer("library")
            .mayOnlyAccessLayers("isobmff", "media", "manifest", "origin", "title", "live")
            .whereLayer("ingest")
            .mayOnlyAccessLayers("isobmff", "media", "manifest", "origin", "title")
            .whereLayer("server")
            .mayOnlyAccessLayers("media", "origin")
            .whereLayer("abr")
            .mayNotAccessAnyLayer()
            .whereLayer("session")
            .mayNotAccessAnyLayer()
            .whereLayer("fluid")
            .mayOnlyAccessLayers("abr", "session")
            .whereLayer("player")
            .mayOnlyAccessLayers("isobmff", "media", "manifest", "abr", "session")
            .whereLayer("report")
            .mayOnlyAccessLayers("session")
            .because("a layer that knows what is above it cannot be understood, nor tested, without that");

    @ArchTest
    static final ArchRule EVERY_PACKAGE_HAS_A_LAYER = classes()
            .should()
            .resideInAnyPackage(
                    "labwire.dash", // package-info alone
                    "labwire.dash.isobmff..",
                    "labwire.dash.media..",
                    "labwire.dash.manifest..",
                    "labwire.dash.origin..",
                    "labwire.dash.title..",
                    "labwire.dash.live..",
                    "labwire.dash.library..",
                    "labwire.dash.ingest..",
                    "labwire.dash.server..",
                    "labwire.dash.abr..",
                    "labwire.dash.session..",
                    "labwire.dash.fluid..",
                    "labwire.dash.player..",
                    "labwire.dash.report..")
            .because("a package of no layer would escape the rule on layers");

    @ArchTest
    static final ArchRule THE_SERVERS_PROTOCOL_AND_SITE_ARE_WITHOUT_IO = noClasses()
            .that()
            .resideInAnyPackage(
                    "labwire.dash.server.http..", "labwire.dash.server.site..", "labwire.dash.server.fault..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "java.nio.channels..")
            .because("requests come in and responses go out as values; connections are above");

    @ArchTest
    static final ArchRule ONLY_NETWORK_ENDS_KNOW_NETTY = noClasses()
            .that()
            .resideOutsideOfPackages("labwire.dash.server..", "labwire.dash.player..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("media, manifests, titles and rules are the same whatever carries them");
}
