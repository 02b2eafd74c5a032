package io.prontuario.pulumi.testing.provider;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.prontuario.pulumi.engine.Urn;
import io.prontuario.pulumi.testing.schema.ResourceSchema;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import pulumirpc.Plugin;
import pulumirpc.Provider;
import pulumirpc.ResourceProviderGrpc;

/** The provider protocol over a {@link CloudModel} and a {@link ResourceStore}. */
public final class ProviderService extends ResourceProviderGrpc.ResourceProviderImplBase {
    private final String version;
    private final SdkSchema schemas;
    private final CloudModel cloud;
    private final ResourceStore store;

    public ProviderService(String version, SdkSchema schemas, CloudModel cloud, ResourceStore store) {
        this.version = version;
        this.schemas = schemas;
        this.cloud = cloud;
        this.store = store;
    }

    private static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
        T value;
        try {
            value = work.get();
        } catch (ApiException e) {
            observer.onError(Status.UNKNOWN.withDescription(e.getMessage()).asRuntimeException());
            return;
        } catch (RuntimeException e) {
            observer.onError(Status.INTERNAL
                    .withDescription("provider double: " + e)
                    .withCause(e)
                    .asRuntimeException());
            return;
        }
        observer.onNext(value);
        observer.onCompleted();
    }

    private static String token(String urn) {
        return Urn.parse(urn).type();
    }

    private static String logicalName(String urn) {
        return Urn.parse(urn).name();
    }

    private ResourceSchema schema(String token) {
        return schemas.resource(token).orElseThrow(() -> new ApiException("unknown resource type " + token));
    }

    @Override
    public void getPluginInfo(Empty request, StreamObserver<Plugin.PluginInfo> observer) {
        answer(
                observer,
                () -> Plugin.PluginInfo.newBuilder().setVersion(version).build());
    }

    @Override
    public void attach(Plugin.PluginAttach request, StreamObserver<Empty> observer) {
        answer(observer, Empty::getDefaultInstance);
    }

    @Override
    public void cancel(Empty request, StreamObserver<Empty> observer) {
        answer(observer, Empty::getDefaultInstance);
    }

    @Override
    public void checkConfig(Provider.CheckRequest request, StreamObserver<Provider.CheckResponse> observer) {
        answer(observer, () -> Provider.CheckResponse.newBuilder()
                .setInputs(request.getNews())
                .build());
    }

    @Override
    public void diffConfig(Provider.DiffRequest request, StreamObserver<Provider.DiffResponse> observer) {
        answer(observer, () -> Provider.DiffResponse.newBuilder()
                .setChanges(Provider.DiffResponse.DiffChanges.DIFF_NONE)
                .build());
    }

    @Override
    public void configure(Provider.ConfigureRequest request, StreamObserver<Provider.ConfigureResponse> observer) {
        // Without acceptSecrets the engine sends plain values and tracks secrets itself.
        answer(observer, () -> Provider.ConfigureResponse.newBuilder()
                .setSupportsPreview(true)
                .build());
    }

    @Override
    public void check(Provider.CheckRequest request, StreamObserver<Provider.CheckResponse> observer) {
        answer(observer, () -> {
            String token = token(request.getUrn());
            Map<String, Object> inputs = ProtocolValues.read(request.getNews());
            List<InputFailure> failures = new ArrayList<>();
            Optional<ResourceSchema> schema = schemas.resource(token);
            if (schema.isEmpty()) {
                failures.add(new InputFailure("", "unknown resource type " + token));
            } else {
                inputs = cloud.defaults(schema.get(), logicalName(request.getUrn()), inputs);
                failures.addAll(SchemaCheck.of(schema.get(), inputs));
                failures.addAll(cloud.check(token, inputs));
            }
            Provider.CheckResponse.Builder response = Provider.CheckResponse.newBuilder();
            // Returns the engine's inputs unchanged, so that markers of unknown values keep their type.
            Struct.Builder back = request.getNews().toBuilder();
            inputs.forEach((key, value) -> {
                if (!back.containsFields(key)) {
                    back.putFields(key, ProtocolValues.write(Map.of(key, value)).getFieldsOrThrow(key));
                }
            });
            response.setInputs(back);
            failures.forEach(f -> response.addFailures(
                    Provider.CheckFailure.newBuilder().setProperty(f.property()).setReason(f.reason())));
            return response.build();
        });
    }

    @Override
    public void diff(Provider.DiffRequest request, StreamObserver<Provider.DiffResponse> observer) {
        answer(observer, () -> {
            String token = token(request.getUrn());
            Map<String, Object> old = ProtocolValues.read(request.getOldInputs());
            Map<String, Object> now = ProtocolValues.read(request.getNews());
            TreeSet<String> names = new TreeSet<>(old.keySet());
            names.addAll(now.keySet());
            names.removeIf(name ->
                    request.getIgnoreChangesList().contains(name) || Objects.equals(old.get(name), now.get(name)));
            Provider.DiffResponse.Builder response = Provider.DiffResponse.newBuilder();
            for (String name : names) {
                response.addDiffs(name);
                if (cloud.replacing(token).contains(name)) {
                    response.addReplaces(name);
                }
            }
            return response.setChanges(
                            names.isEmpty()
                                    ? Provider.DiffResponse.DiffChanges.DIFF_NONE
                                    : Provider.DiffResponse.DiffChanges.DIFF_SOME)
                    .build();
        });
    }

    @Override
    public void create(Provider.CreateRequest request, StreamObserver<Provider.CreateResponse> observer) {
        answer(observer, () -> {
            String token = token(request.getUrn());
            Map<String, Object> inputs = ProtocolValues.read(request.getProperties());
            if (request.getPreview()) {
                return Provider.CreateResponse.newBuilder()
                        .setProperties(ProtocolValues.write(previewed(schema(token), inputs)))
                        .build();
            }
            String id = cloud.id(token, logicalName(request.getUrn()), inputs);
            cloud.beforeCreate(store, token, id, inputs);
            Map<String, Object> state = cloud.state(schema(token), id, inputs);
            store.create(new StoredResource(token, id, inputs, state));
            return Provider.CreateResponse.newBuilder()
                    .setId(id)
                    .setProperties(ProtocolValues.write(state))
                    .build();
        });
    }

    /** During a preview computed outputs are unknown, as with a real provider. */
    private static Map<String, Object> previewed(ResourceSchema schema, Map<String, Object> inputs) {
        Map<String, Object> state = new LinkedHashMap<>(inputs);
        schema.outputs().keySet().forEach(name -> state.putIfAbsent(name, ProtocolValues.UNKNOWN));
        return state;
    }

    @Override
    public void read(Provider.ReadRequest request, StreamObserver<Provider.ReadResponse> observer) {
        answer(observer, () -> {
            Optional<StoredResource> found = store.find(token(request.getUrn()), request.getId());
            Provider.ReadResponse.Builder response = Provider.ReadResponse.newBuilder();
            // An empty id means that the resource does not exist.
            found.ifPresent(r -> response.setId(r.id())
                    .setProperties(ProtocolValues.write(r.state()))
                    .setInputs(ProtocolValues.write(r.inputs())));
            return response.build();
        });
    }

    @Override
    public void update(Provider.UpdateRequest request, StreamObserver<Provider.UpdateResponse> observer) {
        answer(observer, () -> {
            String token = token(request.getUrn());
            Map<String, Object> inputs = ProtocolValues.read(request.getNews());
            if (request.getPreview()) {
                return Provider.UpdateResponse.newBuilder()
                        .setProperties(ProtocolValues.write(previewed(schema(token), inputs)))
                        .build();
            }
            StoredResource old = store.find(token, request.getId())
                    .orElseThrow(() -> new ApiException("googleapi: Error 404: not found, notFound"));
            cloud.beforeUpdate(store, old, inputs);
            Map<String, Object> state = cloud.state(schema(token), request.getId(), inputs);
            store.put(new StoredResource(token, request.getId(), inputs, state));
            return Provider.UpdateResponse.newBuilder()
                    .setProperties(ProtocolValues.write(state))
                    .build();
        });
    }

    @Override
    public void delete(Provider.DeleteRequest request, StreamObserver<Empty> observer) {
        answer(observer, () -> {
            store.find(token(request.getUrn()), request.getId()).ifPresent(r -> {
                cloud.beforeDelete(store, r);
                store.delete(r.token(), r.id());
            });
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void invoke(Provider.InvokeRequest request, StreamObserver<Provider.InvokeResponse> observer) {
        answer(observer, () -> Provider.InvokeResponse.newBuilder()
                .setReturn(ProtocolValues.write(cloud.call(request.getTok(), ProtocolValues.read(request.getArgs()))))
                .build());
    }
}
