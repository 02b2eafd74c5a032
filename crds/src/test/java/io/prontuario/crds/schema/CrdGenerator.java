package io.prontuario.crds.schema;

import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.io.OutputStream;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;

/** Generates the CustomResourceDefinitions from the Java types; {@link CrdCompletion} completes them. */
final class CrdGenerator {
    private CrdGenerator() {}

    static CustomResourceDefinition generate() {
        CustomResourceDefinition crd = generate(ProntuarioPlatform.class);
        CrdCompletion.finish(crd);
        return crd;
    }

    static CustomResourceDefinition generateDrill() {
        CustomResourceDefinition crd = generate(FailoverDrill.class);
        CrdCompletion.finishDrill(crd);
        return crd;
    }

    private static CustomResourceDefinition generate(Class<? extends HasMetadata> type) {
        AtomicReference<CustomResourceDefinition> generated = new AtomicReference<>();
        new CRDGenerator()
                .customResourceClasses(type)
                .forCRDVersions("v1")
                .withPostProcessor(new CRDPostProcessor() {
                    @Override
                    public HasMetadata process(HasMetadata crd, String version) {
                        generated.set((CustomResourceDefinition) crd);
                        return crd;
                    }
                })
                .withOutput(new Nowhere())
                .detailedGenerate();
        return generated.get();
    }

    private static final class Nowhere implements CRDGenerator.CRDOutput<OutputStream> {
        @Override
        public OutputStream outputFor(String name) {
            return OutputStream.nullOutputStream();
        }

        @Override
        public URI crdURI(String name) {
            return URI.create("file:///dev/null");
        }

        @Override
        public void close() {}
    }
}
