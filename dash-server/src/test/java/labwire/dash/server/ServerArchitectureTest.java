package labwire.dash.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "labwire.dash.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ServerArchitectureTest {
    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("server")
            .definedBy("labwire.dash.server")
            .layer("connection")
            .definedBy("labwire.dash.server.connection..")
            .layer("observe")
            .definedBy("labwire.dash.server.observe..")
            .layer("site")
            .definedBy("labwire.dash.server.site..")
            .layer("fault")
            .definedBy("labwire.dash.server.fault..")
            .layer("http")
            .definedBy("labwire.dash.server.http..")
            .whereLayer("server")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("server")
            .whereLayer("observe")
            .mayOnlyBeAccessedByLayers("server", "connection")
            .whereLayer("site")
            .mayOnlyBeAccessedByLayers("server", "connection", "observe")
            .whereLayer("fault")
            .mayOnlyBeAccessedByLayers("server", "connection", "site");

    @ArchTest
    static final ArchRule THE_PROTOCOL_DOES_NO_INPUT_OR_OUTPUT = noClasses()
            .that()
            .resideInAnyPackage("labwire.dash.server.http..", "labwire.dash.server.fault..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "io.netty.handler..", "java.net..", "java.nio.file..");
}
