package io.prontuario.operator.spec;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.util.List;

/** Finds what is wrong with a spec; empty when it may run. */
public interface SpecValidator {
    List<SpecProblem> problems(PlatformSpec spec);
}
