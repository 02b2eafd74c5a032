package io.prontuario.pulumi.testing.provider;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.prontuario.pulumi.testing.schema.ResourceSchema;
import io.prontuario.pulumi.testing.schema.SdkSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import pulumirpc.Plugin;
import pulumirpc.Provider;
import pulumirpc.ResourceProviderGrpc;

/** The provider protocol over a {@link Cloud} and a {@link World}. */
final class ProviderService extends ResourceProviderGrpc.ResourceProviderImplBase {
    private final String version;
    private final SdkSchema schemas;
    private final Cloud cloud;
    private final World world;

    ProviderService(String version, SdkSchema schemas, Cloud cloud, World world) {
        this.version = version;
        this.schemas = schemas;
        this.cloud = cloud;
        this.world = world;
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
        String type = urn.split("::", -1)[2];
        return type.substring(type.lastIndexOf('$') + 1);
    }

    private static String logicalName(String urn) {
        return urn.split("::", 4)[3];
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
        // Secrets are not accepted: the engine sends plain values and keeps track of secrecy itself.
        answer(observer, () -> Provider.ConfigureResponse.newBuilder()
                .setSupportsPreview(true)
                .build());
    }

    @Override
    public void check(Provider.CheckRequest request, StreamObserver<Provider.CheckResponse> observer) {
        answer(observer, () -> {
            String token = token(request.getUrn());
            Map<String, Object> inputs = Wire.read(request.getNews());
            List<Failure> failures = new ArrayList<>();
            Optional<ResourceSchema> schema = schemas.resource(token);
            if (schema.isEmpty()) {
                failures.add(new Failure("", "unknown resource type " + token));
            } else {
                inputs = cloud.defaults(schema.get(), logicalName(request.getUrn()), inputs);
                failures.addAll(SchemaCheck.of(schema.get(), inputs));
                failures.addAll(cloud.check(token, inputs));
            }
            Provider.CheckResponse.Builder response = Provider.CheckResponse.newBuilder();
            // What the engine sent goes back as it came, so that markers of unknown values keep their kind.
            Struct.Builder back = request.getNews().toBuilder();
            inputs.forEach((key, value) -> {
                if (!back.containsFields(key)) {
                    back.putFields(key, Wire.write(Map.of(key, value)).getFieldsOrThrow(key));
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
            Map<String, Object> old = Wire.read(request.getOldInputs());
            Map<String, Object> now = Wire.read(request.getNews());
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
            Map<String, Object> inputs = Wire.read(request.getProperties());
            if (request.getPreview()) {
                return Provider.CreateResponse.newBuilder()
                        .setProperties(Wire.write(previewed(schema(token), inputs)))
                        .build();
            }
            String id = cloud.id(token, logicalName(request.getUrn()), inputs);
            cloud.beforeCreate(world, token, id, inputs);
            Map<String, Object> state = cloud.state(schema(token), id, inputs);
            world.create(new Resource(token, id, inputs, state));
            return Provider.CreateResponse.newBuilder()
                    .setId(id)
                    .setProperties(Wire.write(state))
                    .build();
        });
    }

    /** In a preview computed outputs are unknown, as they are with a real provider. */
    private static Map<String, Object> previewed(ResourceSchema schema, Map<String, Object> inputs) {
        Map<String, Object> state = new java.util.LinkedHashMap<>(inputs);
        schema.outputs().keySet().forEach(name -> state.putIfAbsent(name, Wire.UNKNOWN));
        return state;
    }

    @Override
    public void read(Provider.ReadRequest request, StreamObserver<Provider.ReadResponse> observer) {
        answer(observer, () -> {
            Optional<Resource> found = world.find(token(request.getUrn()), request.getId());
            Provider.ReadResponse.Builder response = Provider.ReadResponse.newBuilder();
            // An empty id says that the resource is gone.
            found.ifPresent(r ->
                    response.setId(r.id()).setProperties(Wire.write(r.state())).setInputs(Wire.write(r.inputs())));
            return response.build();
        });
    }

    @Override
    public void update(Provider.UpdateRequest request, StreamObserver<Provider.UpdateResponse> observer) {
        answer(observer, () -> {
            String token = token(request.getUrn());
            Map<String, Object> inputs = Wire.read(request.getNews());
            if (request.getPreview()) {
                return Provider.UpdateResponse.newBuilder()
                        .setProperties(Wire.write(previewed(schema(token), inputs)))
                        .build();
            }
            Resource old = world.find(token, request.getId())
                    .orElseThrow(() -> new ApiException("googleapi: Error 404: not found, notFound"));
            cloud.beforeUpdate(world, old, inputs);
            Map<String, Object> state = cloud.state(schema(token), request.getId(), inputs);
            world.put(new Resource(token, request.getId(), inputs, state));
            return Provider.UpdateResponse.newBuilder()
                    .setProperties(Wire.write(state))
                    .build();
        });
    }

    @Override
    public void delete(Provider.DeleteRequest request, StreamObserver<Empty> observer) {
        answer(observer, () -> {
            world.find(token(request.getUrn()), request.getId()).ifPresent(r -> {
                cloud.beforeDelete(world, r);
                world.delete(r.token(), r.id());
            });
            return Empty.getDefaultInstance();
        });
    }

    @Override
    public void invoke(Provider.InvokeRequest request, StreamObserver<Provider.InvokeResponse> observer) {
        answer(observer, () -> Provider.InvokeResponse.newBuilder()
                .setReturn(Wire.write(cloud.call(request.getTok(), Wire.read(request.getArgs()))))
                .build());
    }
}
