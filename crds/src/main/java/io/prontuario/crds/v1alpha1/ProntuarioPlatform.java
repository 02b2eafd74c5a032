package io.prontuario.crds.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** The platform of a hospital. The same object is applied on site and in the cloud; each cluster has its own status. */
@Group("platform.prontuario.io")
@Version("v1alpha1")
@ShortNames("pp")
@Categories("prontuario")
@AdditionalPrinterColumn(name = "Mode", type = Type.STRING, jsonPath = ".status.mode")
@AdditionalPrinterColumn(name = "Active", type = Type.STRING, jsonPath = ".status.activeSite")
@AdditionalPrinterColumn(name = "Epoch", type = Type.INTEGER, jsonPath = ".status.epoch")
@AdditionalPrinterColumn(
        name = "Ready",
        type = Type.STRING,
        jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Age", type = Type.DATE, jsonPath = ".metadata.creationTimestamp")
@ValidationRule(
        value = "self.metadata.name.size() <= 63",
        message = "metadata.name becomes the label app.kubernetes.io/part-of: shorten it to at most 63 characters")
public class ProntuarioPlatform extends CustomResource<PlatformSpec, PlatformStatus> implements Namespaced {}
