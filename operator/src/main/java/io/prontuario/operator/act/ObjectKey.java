package io.prontuario.operator.act;

import io.fabric8.kubernetes.api.model.HasMetadata;

/** The identity of an object in the operator's namespace. */
record ObjectKey(String kind, String name) {
    static ObjectKey of(HasMetadata object) {
        return new ObjectKey(object.getKind(), object.getMetadata().getName());
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
