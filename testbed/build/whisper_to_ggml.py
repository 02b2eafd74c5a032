"""whisper_to_ggml.py MODEL.bin TOKENIZER.json OUT.bin: a CTranslate2 Whisper model to whisper.cpp ggml (needs numpy)."""
import struct,sys,json,numpy as np,re
src,tok,dst=sys.argv[1:4]
f=open(src,'rb'); 
u=lambda fmt:struct.unpack('<'+fmt,f.read(struct.calcsize('<'+fmt)))[0]
def s(): n=u('H'); return f.read(n)[:-1].decode()
ver=u('I'); spec=s(); rev=u('I'); n=u('I'); V={}
DT={0:np.float32,1:np.int8,2:np.int16,3:np.int32,4:np.float16}
for _ in range(n):
    name=s(); r=u('B'); dims=[u('I') for _ in range(r)]; dt=u('B'); nb=u('I'); V[name]=np.frombuffer(f.read(nb),DT[dt]).reshape(dims)
al={}
for _ in range(u('I')): a=s(); al[a]=s()
print(ver,spec,rev,len(V),'aliases',len(al), {str(v.dtype) for v in V.values()})
W=lambda k: V[al.get(k,k)]
nl_e=len({k.split('/')[1] for k in V if k.startswith('encoder/layer_') and k.split('/')[1]!='layer_norm'}); nl_d=len({k.split('/')[1] for k in V if k.startswith('decoder/layer_') and k.split('/')[1]!='layer_norm'})
emb=W('decoder/embeddings/weight'); nv,d=emb.shape; heads=d//64
T={}
def put(n,a): T[n]=a
put('encoder.positional_embedding',W('encoder/position_encodings/encodings')); put('decoder.positional_embedding',W('decoder/position_encodings/encodings')); put('decoder.token_embedding.weight',emb)
for i in (1,2): put(f'encoder.conv{i}.weight',W(f'encoder/conv{i}/weight')); put(f'encoder.conv{i}.bias',W(f'encoder/conv{i}/bias').reshape(-1,1))
def ln(n,k): put(n+'.weight',W(k+'/gamma')); put(n+'.bias',W(k+'/beta'))
ln('encoder.ln_post','encoder/layer_norm'); ln('decoder.ln','decoder/layer_norm')
def lin(n,w,b): put(n+'.weight',w); 
def attn(n,k,cross):
    ln(n+'_ln',k+'/layer_norm')
    if not cross:
        w=W(k+'/linear_0/weight'); b=W(k+'/linear_0/bias'); ws=np.split(w,3); bs=np.split(b,3); out='/linear_1'
    else:
        w=W(k+'/linear_1/weight'); b=W(k+'/linear_1/bias'); ws=[W(k+'/linear_0/weight')]+np.split(w,2); bs=[W(k+'/linear_0/bias')]+np.split(b,2); out='/linear_2'
    for x,ww,bb in zip(('query','key','value'),ws,bs):
        put(f'{n}.{x}.weight',ww)
        if x!='key': put(f'{n}.{x}.bias',bb)
        else: assert not bb.any()
    put(n+'.out.weight',W(k+out+'/weight')); put(n+'.out.bias',W(k+out+'/bias'))
for side,nl in (('encoder',nl_e),('decoder',nl_d)):
    for i in range(nl):
        p=f'{side}.blocks.{i}'; k=f'{side}/layer_{i}'
        attn(p+'.attn',k+'/self_attention',False)
        if side=='decoder': attn(p+'.cross_attn',k+'/attention',True)
        ln(p+'.mlp_ln',k+'/ffn/layer_norm')
        for j,l in ((0,0),(2,1)): put(f'{p}.mlp.{j}.weight',W(f'{k}/ffn/linear_{l}/weight')); put(f'{p}.mlp.{j}.bias',W(f'{k}/ffn/linear_{l}/bias'))
nm=T['encoder.conv1.weight'].shape[1]
def mel(n_mels,sr=16000,nfft=400):
    def hz2m(h): h=np.asarray(h,float); return np.where(h<1000,h/(200/3),15+np.log(np.maximum(h,1e-9)/1000)/(np.log(6.4)/27))
    def m2hz(m): return np.where(m<15,m*200/3,1000*np.exp((np.log(6.4)/27)*(m-15)))
    ff=np.linspace(0,sr/2,nfft//2+1); mf=m2hz(np.linspace(hz2m(0),hz2m(sr/2),n_mels+2)); fd=np.diff(mf); r=mf[:,None]-ff[None]
    w=np.maximum(0,np.minimum(-r[:-2]/fd[:-1,None],r[2:]/fd[1:,None])); return (w*(2/(mf[2:]-mf[:-2]))[:,None]).astype(np.float32)
tj=json.load(open(tok))['model']['vocab']
bs=list(range(33,127))+list(range(161,173))+list(range(174,256)); cs=bs[:]; k=0
for b in range(256):
    if b not in bs: bs.append(b); cs.append(256+k); k+=1
dec={chr(c):b for b,c in zip(bs,cs)}
base=50257 if nv>=51865 else 50256
inv={v:t for t,v in tj.items()}
o=open(dst,'wb'); I=lambda *a:o.write(struct.pack('<%di'%len(a),*a))
I(0x67676d6c,nv,T['encoder.positional_embedding'].shape[0],d,heads,nl_e,T['decoder.positional_embedding'].shape[0],d,heads,nl_d,nm,1)
m=mel(nm); I(*m.shape); m.tofile(o); I(base)
for i in range(base):
    b=bytes(dec[c] for c in inv[i]) if i in inv and all(c in dec for c in inv[i]) else inv.get(i,'').encode(); I(len(b)); o.write(b)
for name,a in T.items():
    a=np.asarray(a,np.float32)
    f32=a.ndim<2 or name in('encoder.conv1.bias','encoder.conv2.bias','encoder.positional_embedding','decoder.positional_embedding')
    I(a.ndim,len(name),0 if f32 else 1); I(*reversed(a.shape)); o.write(name.encode()); a.astype(np.float32 if f32 else np.float16).tofile(o)
print('wrote',dst,o.tell(),'vocab',nv,'d',d,'layers',nl_e,nl_d,'mels',nm,'tensors',len(T))
