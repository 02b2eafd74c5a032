package io.prontuario.crds.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A failover drill. The fault is active in phase Running; the on-site operator undoes it at the deadline at the latest. */
@Group("platform.prontuario.io")
@Version("v1alpha1")
@ShortNames("fd")
@Categories("prontuario")
@AdditionalPrinterColumn(name = "Scenario", type = Type.STRING, jsonPath = ".spec.scenario")
@AdditionalPrinterColumn(name = "Phase", type = Type.STRING, jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Deadline", type = Type.STRING, jsonPath = ".spec.deadline")
@AdditionalPrinterColumn(name = "Age", type = Type.DATE, jsonPath = ".metadata.creationTimestamp")
public class FailoverDrill extends CustomResource<FailoverDrillSpec, FailoverDrillStatus> implements Namespaced {}
