"""Caffe's messages. Generated from caffe.proto by generate.py: change those, not this file."""

import base64

from google.protobuf import descriptor_pool, message_factory
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper

_SCHEMA = base64.b85decode(
    """\
3JYUlW@cqBaB^>SZxRV(VP<A!GIVluA|VP1LTqnhQ)ppuWfBw$17vA!7y%#yC<8(Q5CKvHWNB?8nF0z4LTqnhP;zf{ZxSjB1#@U&aAg<=AOR=~G88UjV
P<A!GIVluE<$W?VpC{gaAi^jb7*03WfB$&1Y}`!VHgD<11JJQ0uTXG1Y}`!VG<S!1Y~JuW*7z_11JJQ0uTXG1Y~JuW)dR`3uJF~Vr*q!WMOn+7ziK(C;
>tO5CKvOWN&q1Y-L1YbYT)B3JYX!bz*E~Uu0=!W*7+|11JGP0uTXG3S@6}Vr*qZX=Y{;6AA-vb!`{{AOR=^Isq_J18#L~5*-
Q%V`yP+Ze?t97y=*xC<QtJFj5F(Xkl({Wo&a2843nyWoc(<bQl950VoAJ0WeYqXk}?<Xmk=63I%s*WOQg41Rwz@1v&vRQU!NuWOQgEJqiy(Y;R&va&L5
RR%K&!Z*meU3I$?pZ(?&80U!e?3o;ZgV_{}yWioVfbS^?{Z(>k#Z**@`1!8P(Vsj$90SW~~VRUtE5*i8!V`yP+Ze?t97y%#wC<RgoV`yP+Ze?t95*7*u
Xk}?<Xml6?AOR=^QU+*cX=iA35)=vrcWGpFXcz+^0VoAh1$Sv=bZ8P13It?fbYU0-AOR>0QUqjSbYT({3I%LoVr6U?1t0+^1yTiUVPa)$5*-
Q(W^8X^bYEm)bYU0<AOk1@QVC{kZ((#qVRT^<9|{L$Zewp`Wn>r!AOR={It6B7Y;$E&2W4(!Z)9a;BE|v=4@PNhY-
Ms#VRB(@Wprh75*!Kyba`-P7y%#wC<!_UV{dMAbYX6EQUr8)aAgt~3I%pyY;|QA0w4h>0y+UOQU!KlY;|Q46AA-uX>J$;AOR=>Isq_J18r$;5)%poZDD
vA1Rwz@0y+UPQUh&acoG!~1Z`zuZWsk10Vo1G0WeYoZDnC@5)%pob97`F1|R__0y+UPQUh~zWD*(*26J#>a&u)E2Ot3`1v&yPF;WI|aA9(DWfD{h4R&F
2X<=?-WnXS@a%~t0AOR>2GAAx$VP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7E>>Z3X<=?-
WlnE$Z8`=<K~7&uPErhZVRC6<ZewLmZ*pxSGztt>VRC6<ZewLmZ*pxC3JL~BK~7&uP7nYR3knBDK~7&!Ra6iG5(^3kK~_alK}SUp0wVDO3JgwVbWmY(V
Qpn}WpWY{3IuLpZDkk%AOR=|QUq>cZDkS^3I%CyaCLMT10Vw^2~q`VZg6#U5;Y17X>M?JbYF95VQ^&_2p|I}3o;ZgV_{}yWioVfbS^?{Z(>tuVQ^(q3T
bX|b#zl`VQ^&<8wv?&Zg6#UUu0=*7z7{#C<RgoX>M?JbVO-w5-
bW1W^Zz1WnW@pV{3O|a%30<AOR={It6B7Y;$E&4Q6k0V`V~NV{3O|a%2)I3I%g?VRU5}1|R__3o;WfV_{}yWioVfbS_S1bW?O;bY)Tnb97;JWfCL`3S?
zsb!T5`Zf0*72Ot3`2s#C3VQh0{QVC>bVs&RpZf0*1FA4>0VR>b87-S#=C<`(fE@NS4W@R#Ta&#_CVR>b8P+@XmZDn+2a#96sVR>b85;F=0Y+-
q2a&s60AOk21G8-
;qVP<A!GIVluE><y2VR>b8P+@XmZDn+2a#99tVR>b8b0Xjl3J+6nY<6XGP+@XmZDn+2auN^<18!w>7#JV{C<#&nZe?^5GztlBWprO~VRB(@7#Sb|C<`(
dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<2ySI`P+@XmZ4w&_33PH{X>MO`Wpo$;AOR=|QV4W%VQFqoWpol53J7#%b97&BWpo$<AOk1~QU`Qpb97E+bP_)b
4|H;2X>MO`WprO~VRB(@7!@D^C<`(dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<4Rms0X>LwsbWmY(VQmsU3J!E-
b97&BWprO~VRB(@7#1J{C<`(dE@NS4W@R#Ta&#_EWpq$sa$#*{bY*f<40L64bWUY-
P+@XmZ4xvJ3v_Z}X>MP0bYXO57#bh}C<`(ZE@NS4W@R#Ta&#_EWpq<?VRU6u3UqQ|X>L<=VRU5@G71WGWpi|2b97;JWf&VE11JkJ6E0(6W@cqFbaHeqP
GxjcbYXO5QVDcrb97U5VRU5@8wv?@Wpi|2X>?_B7y}>!C<RgobY*jNNpxj$5+(`_bY*jNUukZ1WpZ|5Y#0O}0VoAJ0WeYwbY*jNNp5sya&}>C5-
|!9bY*jNUt@1=aCLNLUu<u4a~KmK0VoJM1!iGvb7fKwbY*jNLvL+xb#!G+Z*y}JH3}1SWpi|2X>MtBX<=+>dSP^FZ*CYMAOR={Is|lbb!Ac#bY*jNNp5
L$X<=+>dSP^FZ*CG73I}3gb7fy_au@|50Vo1e24Z1zWlVAs7zzhuX>)LFVR;w^AOR=^QU_#db8u{7c@iWF3}JR<a$#p>Uu<u4a~L5Y0VoAJ0WnewVRmJ
5VP|DbZ*y}J843t(VR&C@bY*fF2Ot3`1yToXVR%V&WpWZ83JGa+WpZD0X?kTCBp?AO1v&vSQV3~uWpYz#dSwzD3JGj-UvO`1X=8a92p|C{2~r4ba!_w<
X=8a36bc1rVQp<;7zrQ&C<0OiXJKt^VG<My1#oY7WpWq_AOR=>QU!2tcV%)C8VU$)Z*666baibQ3m^d~0#XQVZ*666baibKAqot4Woc(<bYEm;V_|t13
?Kn00#XZiWoc(<bVOxiVR;fW3KMc=XLW30a%p;DbZKvHUvznJWf&bG0VoMN0!%Ve5^`l{b!=gBX?kIFX>V>+d2nSC8VU$=bY*aJX?kTC4Ilw11yTrebY
*aJX?kT69100@bY*aMVQh6}7$P78C<Rgpb97~Jc42IFWfCb04r6R-a9?L~VPt7#Zgg`PBOn1N0y+XMF;Wd<Y-w;ua$#g?Wo~qH5*-
Q%b8ca9b7*gL7!Du-C<QtJFj5F}Zeeh9Xm4~9CkhX9Zeeh9Xm501aB^j4X?Pe9AOR=|QVw%&VQ_P3Z*)*{WoBu35-
JJ}b8ca9b7*gLUu0=!W*8740VoJM1!iGvb7fKtb8ca9b7*gLL}_Mb5?=}rb8ca9b7*gLUuJJ|ZDDj6B_IJP4l*e&V_{}yWioVfbS_hGY<6XGP+@XmZDn
+2axPPDVQ_P3Z*)d)a&2LBItxNcPC-
&xP*P7+Pf`wZZeeh9Xm4~zZ*py6bP`Jn3v+L5c4cy3ZEs{{7!e==C=N0uE@NS4W@R#Ta&#_JZ)|pDa!_G%VQpn}WpXZ4Z)|pDa!qe!WjX^#P*qY2b8l>
RWpYh#WMvW_3JGLoc4=c}Uuk3*5+DI61v&vRQV3*ac4=c}Nn{cu3JY>!Ze(w5Uvp(;WEd160Vo4H0xdC83UXm?WN&R#Wo2X%7YYP)d2nSIC?EkS2|5E)
M?_Ktba`-P5*rEyWMyo0VHh7E0Vo1G1u<nUFgQ{LWMyo0VG<(>32kp}Wo~qJZ88`qAOR=>It4H;IXO8}32kp}Wo~qJZ88!e3JG#;b6;d-
V_|t1CLjSQ0y+dRE;%_;2y$(6L}g=Pc@iWF3S?zsb!T5`Zf0*77a##B2s#C3VQh0{QVC>bVs&RpZf0*1HVPDTZeeh9Xm501VP<q?a$j_EVQFp{93TNG2
s#9Ga&=`=5_4{0aC2yHbU|ixWpY$<VQFp>O9~5fZ)|pDa$j_LaAg=CAOR>2G9@l!VP<A!GIVluE>mx8c4cx<VRB(@Wprh7E>mx8c4cx@d2nSq15-
ytQVMf#Y<6XGRC#b^5-<u8Y+-
q2a$k38b7fz0Wn^_@Wf&<S0VoJM1axwBWl|4pVR>b8S7~!)Qe|XyV`UN;3I}&(X=iA3a~LWh11Jen2X|#@XJ~YDA}b0GQ*L2!b7*gLMsIR$VRRA*3Is?
*Ml}!s5)TRsLP<_RQdv+^PgGA30U{m>3R7=vc4cx+Z)9Z>2MPm2P*o5B5(f$cM^IG|0U}ij3R7=vc4cx@d2nSC2MPmIM???+5)29mPDN8xMN&^z5CIYk
3I{<%K}S+SL=XZJ3knBPO;b=(Pf!p85)29mK}11BMNCvd5Cjqk3Ist!K}`?^BA5XR3sY}wc4cx?bYXO55)ujoX>?_B7y%#wC<RgkX>?_B5+4c+Y-
M3`Ze?U&Ze?^B0w4h>2~rAdWnpq|Wn@lebP_HK2WV+?bZ>Hb7y}>!C<`(aE@NS4W@R#Ta&#_2Y;R&va&L5RQU_>hb98TVc@iWF3}bb2a%FCGUvqS2a2N
z20VoAJ0WeYvV|8+JWo~p+bY*ZNX9@^TWpq<?VRU5@ED8m1Xkl|@7y%#wC=N0ZE@NS4W@R#Ta&#_GXkl|@Is{ZjQ&ds~aA;w3WfB((1#D$@Wo#G%AOR=
^Isq_J1#D$@Wo!}@3I%g?VP|C+10Vw^2~q`fbYW*@BBKEc3{GWqQ*>c;Wm0u)WfCR|1#oC#b7dF-AOR>2G7v6fVP<A!GIVluE>LJ;b7fKmaA;w3WfB_-
32kX^Uu<P|Wo#G%AOR=^QV4BnZcJr%Wo!}~3JGmtcwcN~c4cfB10Vq?1yTrYVR%esc4cf56bc1%bYW*@7z7{#C<#&pb97;6WfB_-
32tw6UvqR}XJr@#AOk1~QV4EubW?O;XJsPG0SXCFVRB(@Q*dQt5)ujoZeeX@7y%#wC<#&oZeeX@5<m(Hb7*05WnXP?WMvovAOR>2G9fNwVP<A!GIVluE
>K}|VQo`zWn(TxX>CJjWn*hiZ)9as33F&+a%D|#WMvW>3I}X*Uu|`4bQl950Vo1G0WnerY;sL?Y;+PJ3JPRpV_|t;ZFOvP7z7{zC;~bGF;WR+Wn*D^O?
7N^A}R_DL}_h9Xk}w-
O>bmn5()|iQ&dt(LsSp|5)KLqP(@NrNmElvRz(m2BGx7f4oqQrWpYqqa$#*{bY*f95()%vVQpm?0U!Y=2~q@ZVQpm+5()%#d2nSI0w4h>2~q@fd2nSC7
77MpZ*+8TZ5RU}11Jen24Zh?bZ>1E5DEiyZ*Uj{AOk1~QUi2va1tg81#oC#b7dF`AOR>2G7v6fVP<A!GIVluE>LJ;b7fKmaA;w3WfC6>3v6$5b6<C5X=
iA37zH2$C<0OnY;SXOS7m8uXmk=P3I%Xsa$#*41|S0{3o;ZgV_{}yWioVfbS_X~a$#*#aAjjs1#n?<VQmsB3I$?pZ(?&82Ot9|3o;ZgV_{}yWioVfbS^
?{Z(>k#Z**@`1!8P(VsjED3J!2`Z*XB}VRU6*WN&wF7z-
c+C<sywaB^>OVP|1<WkhdxZW1vH2Wf6&Y;|O17ziK(C<`(dE@NS4W@R#Ta&#_EWpq<?VRU6ub!=r)2Wf6&Y;|O15-
|z~Wq4z3b!2522_OR~3o;ijV_{}yWioVfbS_S1bW?O;bY)U?Y-
LghWq4z3b!24{O9~Hka$#<BW^ZzBUvOb^VQm;>AOR=~G9oTxVP<A!GIVluE>v=1ZgXaDa&2LBX>V>&VRB(@Wprh7QVw)-
VQzC~Z*px=VRB(@5;qD8Y;SXOUvOb^VQm;?AOR=~G8isnVP<A!GIVluE=+H8b5LP&VQpn}WpYvpY;SXOP+@XmZ4yHY4q;<sb#h^2d0%j0a$#*4W*`A53
o;xoV_{}yWioVfbS^<-
V|8+2V|h?va$#*{bY*f<4Pj$rb#h^2c~D_;VQmsU3JhU#XKi74UvOb^VQm;^AOR=~G8!&pVP<A!GIVluE<ti<O<{OYVRB(@Wprh7QVU^nXKi74P+@XmZ
4yWd5Mp6;V`yJ)Z*py4aA9&`Z5WFIAOR=~G94~sVP<A!GIVluE<#~+V`xrqa&1sya$#*{bY*f<4q{<+V`xrqa&1sya$#)}I0_14X<>6;aA9&`Z5WLKAO
R=~G8isnVP<A!GIVluE<$Nxb5LP&VQpn}WpYvpVrgM>P+@XmZ4x*N3S(?(a9?m?a$#*4lmQ?CC<`(eE@NS4W@R#Ta&#_3Y-
w;%VRB(@Wprh7QVC;hX>d?sa$#)}JqiqCZ*F5@bYE~`a$#*4XdnS73o;rmV_{}yWioVfbS^`0Zew9|P+@XmZDn+2a#9OpZ*F5@bWmY(VQmsw3KnB;Zgg
^Cb98BTWnXM>b8}yCVRB(@7-
=8@C<`(pE@NS4W@R#Ta&#_3Z*FvQVRLk8c4bU&b8}E(a$#*{bY*f<6k~60baG*HbZK^FOmA~@P+@XmZ4yih5o2#|c5iHTbZKvHUvOb^VQm;{AOR=~G9N
BuVP<A!GIVluE<<l_c5iHTbZKvHP+@XmZDn+2a#9duZ*F#PY;|;LZ*EXwa$#)}I0_15a&K^7aA9&`Z5WUNAOR=~G8isnVP<A!GIVluE<<u}a8O}#VQpn
}WpYvpV{&hBP+@XmZ4x&M3S?n)VP9}za$#*4YajtA3o;lkV_{}yWioVfbS^|;bYW0oa$#*{bY*f<31ne(VNhXmVQmsX3Jqj(Z*XsQbYE~`a$#*4Y#;$B
3o;unV_{}yWioVfbS^}4Z*XsQbWmY(VQpn}WpYvsWO8qCZ*_D~VRB(@5=ROUWOZ$Ad0%8<bYWj`VRB(@7;PW{C<`(jE@NS4W@R#Ta&#_4b!}~VL}7GcP
+@XmZDn+2a#9Xtb!}~VL}7GcP+@XmZ4y8V4P|U}cWHBFUvOb^VQm<0AOR=~G8-
;qVP<A!GIVluE=6o~cWHBFP+@XmZDn+2a#9RsY;<>Nb7fFra$#)}H3|u3Y;|97VRB(@7>ofR0VoSH7cOIAW@cqFbaHeqMNCytVRB(@Wprh7QV3;ibx>h
)VQmsS3JYazVr67saA9&`Z5W9GAOR=~G8ryoVP<A!GIVluE=6r(Wn@rca$#*{bY*f<3T16#Wn@rca$#)}Gztl2cyM2EVRB(@7;hi}C<`(dE@NS4W@R#T
a&#_5cyLf*a$#*{bY*f<2xWM1P+@XmZ4yBW4Q6a%baZ8IUvOb^VQm<P0U!Y=3o;unV_{}yWioVfbS_40VRUq5Zct%zVQpn}WpYvsW^7?}bY*T(VRB(@5
=06QXk=zJUu0o)VP9}za$#*4a3BFF3o;xoV_{}yWioVfbS_9lMm0oXbYW0oa$#*{bY*f<4QOO$HAG=_VNhXmVQmsh3K3{zW;I`Lb#!obbYE~`a$#*4aU
cOG3o;%qV_{}yWioVfbS_9lMm0}$bZ~WaP+@XmZDn+2a#9ayWM(x_b#!obbWmY(VQmse3J_>%Zf9j*Y;SXOUvOb^VQm<4AOR=~G94~sVP<A!GIVluE=X
x^XJt%pb8}E(a$#*{bY*f<4rpm^XJt%pb8}E(a$#)}M+y*WZDD6+Uu0o)VP9}za$#*4b07gI3o;!pV_{}yWioVfbS_D4VP|DTVRT_oVRB(@Wprh7QVwZ
tVP|DTVRT_oVRB(@5>N^gX>Mk3XJKh>Uu<u4b6;>_a$#*4bRYpJ3o;-
sV_{}yWioVfbS_D5W^ZR<X>Lq!b8}E(a$#*{bY*f<5ovB_Z)ag?ZcJ};b5LP&VQmsn3KMB=Ze?;`aB^>Cbz^j2aA9&`Z5VYR0VoSHATDEJW@cqFbaHeq
Np5asa!_(_WOZY7P+@XmZDn+2a#9g#Zf<3AP;zf%bz^i;VRB(@5<3bDX>M?JbYE~`a$#*4j{zV7C<`(fE@NS4W@R#Ta&#_9Zg6#UP+@XmZDn+2a#9LuZ
g6#UP+@XmZ4xyK32bj?UvOb^VQm<O0U!Y=3o;ijV_{}yWioVfbS_M9XHa2sVQpn}WpYvoY;R{!VRB(@5;O`4Y;ta2aA9&`Z5VbS0VoSH7cOIAW@cqFba
HeqOj1rzVRB(@Wprh7QV48vZct%zVQmsh3K4B(ZEtdUUu0o)VP9}za$#*4cOU^M3o;%qV_{}yWioVfbS_P0ZEtdUL}7GcP+@XmZDn+2a#9a%Wo>VAc|>
7!VNhXmVQmsL3JGm?ZeMU=a$#*4cpw2N3o;ijV_{}yWioVfbS_O+PEcWTVQpn}WpYvoZFX)@VRB(@5=ROTaA9&`ZDn+2a$j&^a$#*4kpUn9C<`(jE@NS
4W@R#Ta&#_GVRB(@Wprh7P+@XmZDn+2a#9X(VRB(@Wprh7P+@XmZ4y8V4RCL7Y-w(1UvOb^VQm<BAOR=~G8-;qVP<A!GIVluE>Lf8Y-
w(1P+@XmZDn+2a#9R%Z*OdAZf8(oa$#)}ItmMLZ+B&KUvOb^VQm<CAOR=~G8ryoVP<A!GIVluE>LfGWpYqqa$#*{bY*f<3UF_CWpYqqa$#)}I|>VMa%F
6FUvOb^VQm<L0U!Y=3o;olV_{}yWioVfbS_X*WlU92VRB(@Wprh7QVMW#Wo&g&VRB(@5<UtHaCvlSZ*E_3VRB(@7=i&H0VoSH8ZKjDW@cqFbaHeqP<eD
{Z*EXwa$#*{bY*f<3vhXKXm4&%VRB(@5=ROTa%E$6a&l#EbYE~`a$#*4k^vwAC<`(jE@NS4W@R#Ta&#_IWn*=6a%FCGP+@XmZDn+2a#9X*Wn*=6a%FCG
P+@XmZ4yTc4{~K>bz^jCZ*E_3VRB(@7>EHN0VoSH9WG;GW@cqFbaHeqQe|XyV{~b6Zct%zVQpn}WpYvua%E(7V{~b6Zct%zVQmsO3JP*%Y;|97VRB(@7
<(WAC<`(eE@NS4W@R#Ta&#_IWlU92VRB(@Wprh7QVDWpY;{m!a$#)}K?)6WWpij@aAjX`VRB(@7=-
~K0VoSH8!lsEW@cqFbaHeqQe|^!VQ^(oVRB(@Wprh7QVeosb7*03Wl&*qVQmsS3JY^%VQghzaA9&`Z5WOLAOR=~G8ryoVP<A!GIVluE>mM+Y-
Lbka$#*{bY*f<3Ugy&Y-
Lbka$#)}Kne|WX=iP3X=Gn;VRB(@7<?cBC<`(hE@NS4W@R#Ta&#_JX=iP3X=G4ga$#*{bY*f<40CB`ZEtC0P+@XmZ4y8V4Rdd1bZudHUvOb^VQm<FAOR
=~G8-
;qVP<A!GIVluE>mx2bZudHP+@XmZDn+2a#9R)Z)S9DVR%qsa$#)}H3|uHaByF6VRB(@7=!^J0VoSH7cOIAW@cqFbaHeqQ&3P)VRB(@Wprh7QV4T!a8O}
#VQmsR3JY^=X=7zyaA9&`Z5Vza0VoSH87^aCW@cqFbaHeqQ*3EtWl&*qVQpn}WpYvqb8Km2Wl&*qVQmsS3JY_0X>({_aA9&`Z5WdQAOR=~G8ryoVP<A!
GIVluE>m}Db7)Xua$#*{bY*f<3Uha9b7)Xua$#)}Hwp@LVQy$&aA9&`Z5V$b0VoSH7%pRBW@cqFbaHeqRAFvNP+@XmZDn+2a#9I&VQy$pVRB(@5=ROTb
ZByAb7*gDWM6P$a$#*4fB_%@C<`(jE@NS4W@R#Ta&#_KXmVw9Xm4y}P+@XmZDn+2a#9X-XmVw9Xm4y}P+@XmZ4x*N3Up~~WnXY%a$#*4iUA-
2C<`(eE@NS4W@R#Ta&#_KX>4UsVRB(@Wprh7QVDcvY-Lbka$#)}O9~NpX>Me1cVA>-
bYWj`VRB(@7=ZyG0VoSH9xh{HW@cqFbaHeqS7~l!Z+AptbYW0oa$#*{bY*f<4|i#9WN&vwVRT_oVRB(@5;+PAY;$yNUvOb^VQm<ooB<#KC<`(eE@NS4W
@R#Ta&#_CQ&de*VRB(@Wprh7QVDExbZt;!a$#)}O9~KVWo~n2Vr*|?YhQ3-
a$#*4p_~CA0VoSH9xh{HW@cqFbaHeqL}hMsWkPIkV{1@ha$#*{bY*f<4`gL-b7f*|Z)0mvVRB(@5=;saV{~I*WMyM-WMy(+aA9&`Z5X1Q0U!Y=3o;%qV
_{}yWioVfbS^_wLqug`Z)9b1P+@XmZDn+2a#9atbYnziV{c?-a!_G%VQmsa3Jzm*V_$4<b8}yCVRB(@7^9p4AOR=~G8-
;qVP<A!GIVluE<;p9OmA~@P+@XmZDn+2a#9RqbYo0!b8}E(a$#)}LJAFXWp-t9b7fy}VRB(@7^Iv5AOR=~G8-
;qVP<A!GIVluE>dN7WpZ<6P+@XmZDn+2a#9R(Wp-t9b7fFra$#)}PYM!pWp-
t9b7fz2X>Da+aA9&`Z5XAT0U!Y=3o;)rV_{}yWioVfbS_e5c4cyNWmIWxWl&*qVQpn}WpYvwa%Fa9a&u)=X>DatVRB(@5<dzIX>N37a&TX8VRB(@7^a*
7AOR=~G8!&pVP<A!GIVluE=g{5WpZ#(VRB(@Wprh7QVVHrbY*gIP+@XmZ4yWd4|H;2ZgX&Nb7fy}VRB(@7^j>8AOR=~G94~sVP<A!GIVluE>v=1ZgX&N
b7fFra$#*{bY*f<4s>#1ZgX&Nb7fFra$#)}Z3-
M?Z*FvHZgpXFX>V>{X>Md`V_|e}a$j&^a$#*4sGI>H0VoSHDK2ASW@cqFbaHeqLvL<$X>N64bZKvHNp56mV_|e}a!_G%VQpn}WpYv)V{dMBX>N64bZKv
HNp56mV_|e}a!_G%VQmsZ3Jq{&a&2{VWnXY%a$#*4shj~I0VoSH8!lsEW@cqFbaHeqP-Sv$b#!G=VRB(@Wprh7QVeiqa&2{VWl&*qVQms^3LI=<Vr6V|
WpQ<7ZewL%VPj);a$#e6UvOb^VQm<yoB<#KC<`(vE@NS4W@R#Ta&#_CVPa)$b7gULWo~0-L1SZea$#e6P+@XmZDn+2a#9*>VPa)$b7gULWo~0-
L1SZea$#e6P+@XmZ4yih5pr*7UvO`4Y-
w(1UvOb^VQm<zoB<#KC<`(kE@NS4W@R#Ta&#_IPf1X3Z)|C9XHa2sVQpn}WpYvva&Ku+Z*OdAZf8(oa$#)}QwkJwZEtUMXkTnGUu<u4b6;>_a$#*4teg
QL0VoSHATDEJW@cqFbaHeqQ*Cc=bZAU5OmA~@P+@XmZDn+2a#9g<ZEtUMXiPCoZ*y}{VRB(@5;h76V{~I*aA9&`Z5XYb0U!Y=3o;ijV_{}yWioVfbS^_
wLr`IIVQpn}WpYvoV{~IsVRB(@5<UtFZf|mJUvOb^VQm<ModF;LC<`(jE@NS4W@R#Ta&#_EZ*py6Y-
xIBP+@XmZDn+2a#9IyZ*px=VRB(@5=9CQb#QZGZE$R5UvOb^VQm<NodF;LC<`(iE@NS4W@R#Ta&#_LaC2d8aBO8zVRB(@Wprh7QVn%*b75_8Y-
Lbka$#)}GYSY|ZeMU=a$#*4uABiN0VoSH7A|99W@cqFbaHeqLQYU&a$#*{bY*f<2V!neVRB(@5;F=1b8BgEaAjl|=$!!|11JkJ7cOIAW@cqFbaHeqQ)_
8(aAjmhX=Q9=QU`NuX>f35WFlw^3{z`qaByX0MrmbiWD*hz1a4t%Wf%b<0VoMl1a4t%WfB$&26t(6XlZU30w4h>2~q}kX>@35ZW0m-1Z-
(;Wf%h>0Vo4f1Z-
(;WfB+)2X|p|ZfS037z7{zC<#&rcVTjFX>MmC(gO+?RB~Z%b7pUHZDDk2Z*EXwa$#*{bY*f97YYS)V_|G%7y%#wC;~bGF;WF{V_|G%5*-
Q#ZE13HZ*mv{AOR={It6B7Y;$E&25o6_a&K}H9tsI#a&K^7b7^{I7y}>yC=EIRFj5F(a&K@`X?kT68wv?+Wnpe#W@&6?7z7{zC<#&sZDnC@Mrmwi5*-
Q(ZDnC@Uv^<^b!8X@AOk1@QVDHkVQyAoY;|Q4CJGB?Z*pU0Ut@1<Z*mw0AOR={It6B7Y;$E&3TAI|V`W2cY;STBBnk><Z*pU0UuSY*c^C&E0VoJM1!iG
vb7fKqW^Zz1Wk+&hc@iWF31MVpUv6({b7dHyoB<#KC<r<QW?^h|Wl{)XWMocnX>(-
~Aqop_Z)tO7Uvgn|X>S;zoB<#KC<0OnZf|LGWl~{uX>SrG3Jr5(VQghzW?^G=Z*p@OqMQLB11JJg40B^)Y-
L7aV{~tFa}pv73S)9_a9?+6WOQg4qnrUC0VoYR0WeYtV{&hBS7~H)Xc8m}3uAI`a9?O;X=iA37^Iv5AOR>1Isq_J3S)9_a7bloXJ~X18wvzwY;SiMrJM
mE0VoJM1!iGvb7fKlW^8YFBJBYR4NPxyb5LP&VQpn}WpWZB3JhsyZf|mBUu<DwWo#G$AOR=^QVVHkZf|mBOkrYWY!X)r4Q_98ZDDL_dSP^FZ*CX^AOR>
2GAb@(VP<A!GIVluE=+H8b5LP&VQpn}WpXY~Z*py6Y-
xI7bZKvHO>bmnIt5liOi4si4Q_98ZDDL_dSP^FZ*CGC3JGp+a&2L3X?kTC0w4h>2vP}dZ*py6Y-
xIBB0>rgPH%E;VQgu7VRUJ4ZcT4wWfBMq1V&X%Ob`GP2?_;PK}<<R5CIYn3JO9&R6|H#Q%PDy5CRei3ItA1PDKy{B8&kF5kX^Pb#h^2c~D_;VQpn}WpW
Z03I%j;a9?W}0U!Y=4LSiaQUr8wa7z*u3It(zX>%9?AOR=^Isq|K1Yvk-
a}ps63~6U>Z*pZ{Y++($Y#0L|0VoAh3u$L=Z*pZ!VPa)$5+w=?WMyt|ZE0>{bZ>GPpqv390Vo1G0WeYvWMyt|ZE0>{bZ>GZWC{;Ka%W9pcu-+-
VQpn}WpWZF3JY&_bYE>@cwcs5Y#0F`0VoJM1!iGvb7fKqZ*_D{VR%+yY!Vg<1$1w4UuzfwAOR>1Isq|K1axn3OA-<a1Yvk-a~K040VoAh1Yvk-
b0RYe4MS{ca8O}#VQpn}WpWY_3IlCvZWsX|0w@Af18r$;5)cXlZDDvA0w4k?0#XBQVR#}+3J*hXZew9|P+@XmZDn+2auO8^1Yvk-
a~J|30VoAJ0WnepVR&hC5+Di+V{dL_VRT<)X>Aw*AOR>1Isq|K31e?=V_|eeX>B6U0SXdAVRU0?PH%E;P+@XmZDn+2auO&C5Os59UuSG@Vqt7wb97;Ja
~J_20VoJk4s~;7M{I9mVQf=$VRUm6Jqj0XZ+2;JXJ27<WpZI>WnX4;VPkY@Z*CX@AOR=>It4H;IXO8}6>V>JX>Mmhc4cy5XJtlmVPkY@Z*CG73Ik<ua~
K040Vo1G1u<nUFf~#GWpHy6HwqJVaAaY0WnX7(Z(?C=UvqR}baNP>oB<#KC<r<QW?^h|Wl|A!aAaY0Wk+mpVqt7kbYXOJB6tc7LTO=hP+@XmZDn+2auO
8^1Yvk-a~J_20VoAJ0WnepVR&hC5*!K$Zgp*6VR&V87y=*xC<QtJF;WL^b!|a-
WpffT3I=9rY;0w67y}>yC<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvmW@&6}WpW~83K&CgZgg^Cb98BTWlV2#b5LP&VQpn}WpWZ33I=Uqa%X977
y%#wC;~bGF;WI?VRC0_ZW1gC4s2y-VPkn;c4cyNX>V>A0w4h>2s#C3VQh0{QVncnXJKP`R%LQ?X>V>Kt_2DdLvL<&Z)|mRX>V>&VRB(@Wprh75*-
Q(Zgp*6Z*_EVb#xd3AOR>1QVDK#ZBKP{aCLMNAqoj%X<>6;bY*gF7y=*xC<r<PbaHiNQV3#cVRKYva%~b23IlLqWEcY=11Jqr18`wv5+4c+Yh`k7Wo%z
_X?kTC1Rw(_4N?kgWpZw1Y*T4^WfB$&26J?BX=G&>1|S0{4N?YkbaH8AWfB?+2xMt&VRUJ4ZWt0E11Jqr2xMt&VRUJ4ZW0y>1#n?xUuYN!AOR>1Isq_J
1aM(wND>wb1#n?xUw0S^AOR>1Isq_J1aM(wR}vWt2y10>Ze?s=Xc!A10VoYp2Ww?=Ze?sp5*Z2zYh`k7Wo%z}7z`i*C=F5vYh`k7Wo%ax843t<baH8AW
nX9*4Ilw14N?blbaH8AWk?bk3J7y_a%p5`Uw0S|AOR>1QU`N%a%p5`R}vQr1!r<^b#NF3AOR>1Isq|K1!r<^b#M|t3JrH<X=iA3UuJ1+Y-
Ms72Ot3`3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-Ms1I|>V8X<>6;W@&6}WpWq@AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65=ROKWo~C_Ze<t`AOR>2GA1r#VP<A!GIVluE<<l_c5iHTbZKvHP+@XmZDn+2axO(~XK8L_ItN5WMnP3fR8j_IZf9
w3WfBz%1Yvk-a~KdH0VoAJ0WnepVR&hC5-kc3W^Zz1WnXS&UukVJV{dF25g-
952s#C3VQh0{QVnKra${vqWJzr@V{dFCD+&fhZf9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4B0dTYLvn9$P+@XmZDn+2auO8^1Yvk
-a~J_20VoAJ0WwkqVR&hC5*7*uZ)Rq5Wpo$<AOk23QU-5kW^-
k9BDn(!4MbsdVNhXmVQpn}WpWZ03I=m;b#h~67y%#wC<#&qb8mHWV`UN@3JPLjbYo~=b7^{I7z7{zC=F5xVqtV+Xj5r=WfC3=336d>WM6Y@X>b?^AOR>
1Isq_J2y$U=WK(Nta1uTW2V!AkYh`X^7ziK%C=N0kE@NS4W@R#Ta&#_4VRT_oVRB(@Wprh7E<{2)2TVm)MNC9OQU_vTV{2t@WD*w&1#@FzY-
Jb%AOR=>Isq|K1#@FzY-JJ~3JGmxVQyb$X>4T}10Vq?2~r4cWnpecX>4T@9tsI#a&K^7b7^{I7zH2!C=EIRFj5F(a&K@`X?kT69SR0*X>xLJau^060Vo
JM1!iGvb7fKnZE13HZ*mef3KM2;a${v*Wo~0{WMyPuV{dG4au^990VoJM1!iGvb7fKyW^Zz1WkqgdZ)9a;LvL(vauOX12yk*`W@U6^Xc!700VoYR0W?w
waB^j4Wpra`5-AD}bYXLAUt?@xb8}yAb!`}+oB<#KC=EIRF;Wb4VRLIkY+-
YAPIYY}8wvtMLJ|uK2TVm)MNC9O5C9Sg3It3|L_!b&B4r8?L~?I%Z*_D~VRB(@Wprh75-
17{WO8qCZ*_EEa$$67Zx{g}0Vo1G128T%QVe8rZ*XsQbW&k-X>SrI3JY^%VQghzbaG*7ZWy4P0U!Y=2s#9Ga&=`=3Ugy&Y-
Ln(VQFq6*#Qa?M0IU#c|>7!VNhXmVQpn}WpWZb3JYXmbYWj+X>4p|au@+111JkJ8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3S?n)VMb|eY-Ms1Dhd
U2Xkl<=7zQ8%C<`(aE@NS4W@R#Ta&#_2Y;R&yXkl<=QU!BpVQ^&<5DEisb!`{|AOk23QUh*vZ4w#^2xDkrZf<34a~K0411Jqr2xDkrZf<34a}pK`254n
zXJ~X71Rw(_4N?YZWoc(<bP^N_1$Sv=bZ8g_AOk23QU!NuWOQgE^8pGFMQn6;X>(;zVRB(@Wprh75=aUOZ*XODVRUJ4ZWsX|0VobKB`#xOW@cqFbaHeq
MQn6;X>(;zVRB(@Wprh7E=6o~cWHBFPjET|Q&mk;32$&^a$$67Z*CG43I$_tWoBj=0w4n@0#XHIZ)Ij?5-ti5b97;1Y-
L|?a&Kf`XL4a=7y}>yC<r<PbaHiNQVw%;VPb4$P;zf%M{;3g5+(`?V{c_<W?y1#Z(<mroB<#KC<r<QW?^h|Wl{-
aZ)Ij?LTqnhA}0z7MQn6;X>(;ya1sa#1W-
~>L=XTH2MPmIRZS295(f$cO+i=?0wO003`I;;P+@XmZDn+2auOE`1z~J(Xki!uAOR=>Isq|K1z~J(XkjAl0SXR9ZDM6)P+@XmZDn+2auOX13T}06UvG7
EaCLMT0U!Y=4N?hib!|^|bZ~Wa5*rE$X>M?JbYEm?Z5RR|0VoYp2x)F`b#z2&Z4x0031Vqsb6<32a%~s`AOR={Is|lbb!AcrVrgM>RAq8)5<dzJcV%g3
Xmnp@X>4p|au@_40VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<40mN|XJ~XrX>4p|auPcV3u0+ub6;j@Y;0w67zH2!C<`(gE@NS4W@R#Ta&#_6X
>4p|a!_G%VQpn}WpYvqVrgM>MrmwpWpW}|3JgVfa8O}#VQpn}WpWZ03It+db7dF-AOR=>Isz>*QUqdQb7c}23I%gxVQgg>0w4h>0y+UPQU!BkVQgg*7Y
YS)XlZ727y}>yC;~bGFj56`XlZ72B1j4lMr>hpbY*T(VRB(@Wprh75)}#rVR&hC7y%#wC<QtJF;WC!cxiJI9SR6#Ze(9!cxiJO0w4h>1v&yPF;WL*Ze&
4tX>%fL3K2*|Mm0oXbYW0oa$#*{bY*f9777M)Z*_8GWf%b<0VoMl26Jz9a${u@9SRC!VRU0?Uvp`CWf%e=0VoYp31VS%V`x)pdSwzH3I}s&b!KL4Wf%h
>0VoJM1!iGvb7fKob7*yDW^835G71w&L`F4Fb#!obbWmY(VQpn}WpWZ53JGRuY-
L|=VQpm?0U!Y=2~r4VX>4UqVQpn1XbKWYX>Mm_OmA~@P+@XmZDn+2auPZU1a5C~Z5RO{0VobKA}(WLW@cqFbaHeqNNH|oWlV2#b5LP&VQpn}WpXY~Z*p
xq0!%Sd1a5C~Z6X#51Ws>qZ4w3w0!%Rw0TKoZ0!%Ux0wSaY3KB_eVP|DTVRT_oVRB(@Wprh75*7*ub8mHWV`UftAOR=|QU-Hxb#h~65+Di+VqtV+XkT+
_dSw^{AOR>1Isq|K31VS%V`x)pdSwzG3JG#yZe(9`YiV#82Ot3`4LSiZQV4QkZe&wyX>bxB3I}s&b!KL4Wf%w`0VoJM1!iGvb7fKob7*yDW^82=APNd@
Wp`g_Woc(<bQlRB0VoYR0WeYtZe@2!Woc(<bP^s432tR~Uw3I_bZ8g~AOR>1Isq_J2ySI}S7~H)Xc8X^2x)U)V{dG4au^FB0VoJM1axwBWl{%eb3<=zZ
*meB3I%gxVQgg>0w4h>0y+UPQU!BkVQgg*8wv?+Wnpe#W@&6?7y}>yC<#&sZDnC@Mrmwi5*`W(V{&hBUvp`CWf%n@0VoYR0WeYsV{&hBQ)zl-5*-
Q#ZE13HZ*mw0AOR={It6B7Y;$E&25o6_a&K}HAqop}Z*O#8W^Zg{WpWq{AOR=|Isj4%a&K>RMsI9nWpWZJ3J!E(b8BB?Y+-
YAUv7167@(X1AOR>1Isq|K40K_0YeQ^db8}90Z4xI63UXy<a%FRKX>V>Ap_~CA0VoJM1!iGvb7fKra%E?7Wpi_BZ*CGI3JPs$ZeM6+X=iA37^0j3AOR>
1Isq_J32kX^NM&hfXmk=F3JGm#ZeMq4WOQg4qnrUC0VoYR0WeYsZE0>-
X=HS0B1Q@oNp5CuXJKh>OmA~@P+@XmZDn+2auOB_26Jz9a${u}0U!Y=2~q}gZ*_8GWfBz%1Yvk-a~J|30VoAJ0WnepVR&hCB9j6N6-
jPxWpYq*Z)A02bWmY(VQpn}WpWZ73JPv@ZC`J7bZ~Wa7y%#wC=F5xZgp)>b#!obbP^#731Vqsb6<32a%~s_AOR={Is|lbb!AcrVrgM>RAq8)5<dzJcV%
g3Xmnp@X>4p|au@?30VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<40mN|XJ~XrX>4p|auPcV3u0+ub6;j@Y;0w67z7{zC<`(gE@NS4W@R#Ta&#_
6X>4p|a!_G%VQpn}WpYvqVrgM>MrmwpWpWY~3It(zX>%9_AOR=^Isq|K1Yvk-
a}py833PH{ZgX&Nb7dF?AOR={It6B7Y;$E&33PH{ZgX&Nb7dkt3JytbaCLN0VRB(@Wprh75-
JJ>b7*03Wf%b<11JkJ6fR?7W@cqFbaHeqLTqnhQ)ppuWl{xmXkl<=B3KFxOmAmUVRB(@Wprh75*7*sVqtS-7y%#wC;~bHEiqCAVqtS-
5*G>ub7Ns_Wf%e=0Vo1G0Wneqb7Ns_WfB((1#@U=W^@<>AOR=>Isq_J1#@U=W^^L&0tyUFQch4|a$#*{bY*f9APNd>Z)0I>Uvp`CWf%b<0VoYR0X0$yY
;R*>Y*T4^WfB((1z~J(Xki!vAOR=>Isq|K1z~J(Xkii<3It+hbYU0+AOR=>Is`B-
H#JfOVr6t;5>yHcZf|mJUvgz<X>V>A1Rwz@4l*JxV_{}yWioVfbS_L%PEcWTVQpn}WpXY~Z*px?WoKz`ZaNP^LsCyuQ(r?!K~7FZOjA+{Zf|mJQe|gpZ
*CF~3IS^v1t0+^0y+UPQUPlcKMDqAZf9w3Wf%q^0VobK9xh{HW@cqFbaHeqOj1rzVRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQU+yiXK8L_A~gyMPH%E;Qe
|gpZ*CG33J*a;QcqJ;UqeViPEJKkQxE_W5(*AiNmNKlPG3VvK~7FZOb`JgD+&fhZf9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4BA)
>Y6HR4pZ*qA=VRT_oVRB(@Wprh75*-
Q(VqtV+XkT+_dSw^^AOR>1QVC*VbYo~!X?kT68VU$wXkl({Wo&a80w4h>4N?eWXkl({Wo&a2777MvWoc(<bQl950VoYp254nzXJ~X16bc1*X=HS07z7{
zC=F5tcWGpFXc8X^3T$CwWo%z_X?kTCpqv390VoYp32b3vWo%PvdSxPv0SXLFR!&f1a$#*{bY*f9GYS%JZ*py6Y-xIBUv^<~X<=?-
Wf%b<0VoJM1axwBWl|AtZ*py6Y-xIBR$+2!VQyn(5-
ti4VPkS{b8}x~Xkl({Wo&a80w4h>2s#C3VQh0{QVwBba&L2ULug@cZe?t95*G>sWpHyC10Vq?0y+gTWi2o{QUhghb0R<r5>R1sVQpn}WpYqqa$#*{bY*
f9DhdU2Xkl<=7y%#wC<`(aE@NS4W@R#Ta&#_2Y;R&yXkl<=QU!BpVQ^(4{samTP;YN+X>MmwVRB(@Wprh75<dzAaBpvH7y%#wC=N0vE@NS4W@R#Ta&#_
GZ*OdAZf8(oa$#*{bY*fbP;YN+O=WawZ)7?HO+i>v1aNO}Y!VX+18`wv7z7{zC=EIRFj50>VPp~(3I%XsWM60)2_OL|4LSiZQUq{eWJnSg3I%XsWM6j}
3LpU}4LSiZQUq{eWLFX&3JYsxa&Bd8Uvp`CWf%e=0VoYp3TtI@Ze?s!X?kT6843t%WpZw1Y+q;?1t0+^4N?bdWpZw1Y)BFr3J7aua&Bd8Uw0S=AOR>1Q
U_~ga&Bd8R}vWt26J?BX=G&>10Vq?4LSiaQU-
H$a%p5`5*Z2zb98cPWMyAy7zZE$C=F5vb98cPWMxPa843t<baH8AWnXs~2p|C{4N?blbaH8AWmghI3I=6vXK8L_7z-
c)C=N0rE@NS4W@R#Ta&#_GZ*OdAZf8(oa$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>Mf_ED8>1Y;R&=Y+rD1Z)|C9XBZ410VoJM1!iGvb7fKuXKZg
`VQf%uZ)|C9XA(*Z3UY6CZe(9=Z)9Z{4Ilw14l*S!V_{}yWioVfbS_YDZ)|C9XHa2sVQpn}WpXZ3Z*^{DO>bmnIs`*SNla1+a&L8RWKC~mWg;#L3Q%uv
Y)xf!Xm4Z^2MPmCL0Av~5(f$cK~_Z&0TK=h3R6^1Lr6hWR7pb+0wOC421RaXX>Mf_3knBBMMgnYOjHm65(x?gLqSGHMGyfJ2?_;6RYXos5CS3~3JFqgb
#7!$Z)9Z>2nqy4MM+E$01^ob1x8FyPf`#8B3lX$P;Yl-
a!_G%VQpn}WpWZ13I%X)cV%)I0U!Y=0y+UPQU!2tcV%)C7YYS)V_|G%7y=*xC;~bGF;WF{V_|G%5*G>ub7*O1bQl950Vo1G0WeYpb7*O1bRv-
f3J*|ubZBpGP+@XmZDn+2auOB_25oO-b!=rA0U!Y=2~q}aZ)A0BWfBw$1#Dq?WpWq-AOR=|QUz>bd1Z1E9SR9>VRB(@UvqSF7y}>yC<!_MQV4Kia$#*#
baE0g3K4T?VRB_(X>MO|VRB(?Y-Ma11Rwz@2s#C3VQh0{QV(-
zVRB_jZct%zVQg$=Y$ApN3KCLfV|8+JWo~p(VRB(@Wprh75+Di+Zgp*6Z*_EVb#xd3AOR>1Isq_J32t?5Pjz%~b#xLx3JrH<X=iA3UuJ1+Y-
Ms70w4h>3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9R;Woc(<bVg}xY-
Ms1I|>V8X<>6;W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QVL>eVRJ@lY;0w65+n)=WMyJ?XJ2V<W^Wh-AOR={It6B7Y;$E&31n
qrb!SO#W^WQI3Jqm=aBp*EUubD$WMys`1t0+^2s#C3VQh0{QVeByaBp*ENNHqbWo{zL0SXdQWn^_@bZKvHP+@XmZDn+2auQ4m32$&^a$$67Z*CX?AOR>
2GAS-
&VP<A!GIVluE>dM=bz^jCZ*EXwa$#*{bY*fbQe|XyV{~b6ZclJJ15;H^QVDNxWpZJ3X>V>46$%7lcxiJO0w4h>1v&vRQUqamX>$@63I$_tWoBj=10Vq?
0y+UPQUzmgWoBj~H3|z-Wn^_@bZKvHPjC_k3IkJBO%MSR2nqy2Q&mk60ul)d1yfZ`Q&A8D5(o+eO+`UY5CkHq0SXOLWlU92VRB(@Wprh75-17|Ze?d-
bZK^FUvq44aAg<)AOR=>Isq_J4Q^#;VRUJBWm9Z#aAgue3I=6vXK8L_7y=*xC=N0oE@NS4W@R#Ta&#_IWlU92VRB(@Wprh7E=6u<X>MgY2Si0iK~+ptQ
U+yiXK8L_A}b08MQ&$lZe<b+3I{|*MnP3fR1g3X2?_;6K}JSJ5CIYi3I#(|L{3f+0wQz@5K?7xXkl<=P+@XmZDn+2auO;E1#@U&aAg<)AOR=~G88UjVP
<A!GIVluE<$W?VpC{gaAi^jb7*03WfBz%1Yvk-a~J|30VoAJ0WeYoVR&hC5*-
Q%Zgp*6VR&V87y}>yC<QtKEiqCDZgp)zcx7`U+5rj<Q)6LlWl&*qVQpn}WpWY~3It(zX>%9>AOR=^Isq|K1Yvk-
a}pd12yS(4UtxG<a~J|30VoAJ0WnesZgp)zcx7`EG71J}X>4p|au@?30VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<24-n&Y-
Ms1A_@s&X<>6;bY*gF7z7{zC<r<QW?^h|Wl{)YX<>6zWpZs2I|>V8X<>6;W@&6}WpWq=AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVL>eVRJ@lY;0w6B7^}75L0PqZEtC0P+@XmZDn+2auP!d24!w%X>Mg00U!Y=4l*JxV_{}yWioVfbS_hAXKin3WKdypVQpn}WpXY>Zf9
w3WjY5$MMgnYOjJ?^Wo~C_Ze=1X3I;`PXK8L_5(^3kL`6nHRZLV601^ob1w%nbMnw<-5(x?gLsdjhP7nejXbKKfY-
wX<P+@XmZDn+2auO8^1Yvk-a~K040VoAJ0WnepVR&hC5+4c+b8Km2WnXY_X>N2F0w4n@4N?koY-wX<P;Y5&bP^s433F^|V`X1tX>Aw*AOR>1Isq|K2y<
*{V`W5XZ6cci3J_CoW^`>~cu-+-
VQpn}WpWZj3I=6vXK8L_7y%#wC=N0rE@NS4W@R#Ta&#_JZ)S9DVR%qsa$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>Mf_6$%7lcxiJO0w4h>1v&vSQ
UqamX>%eg3I;`PXK8L_5(^3kL`6nHRZLV601^ob1w%nbMnw<-
5(x?gLsdjhP7nejCkhTzcWHBIP+@XmZDn+2auO8^1Y%`$VHg1*0Vo1G0WnepVr6t;B7O=DRAFvNP+@XmZDn+2auPra24!w%X>Mg00U!Y=4l*AuV_{}yW
ioVfbS_k3Zb(pJa$#*{bY*fbMQ&$lZe=<LL`6nHRZLV;24!w%X>MgAD+&fhZf9w3WfBVt2Si0iK~+pt5C9Sh3I#(!Mn**t0TKxc1w&OtPEHU4B0LHWRB
3EwP+@XmZDn+2auO8^1Yvk-
a~J_20VoAJ0WnepVR&hC5)=vrbZKm5a~J|30VoAh1$1d_Wpg4m3KCRka%FR9Z){{xVRB(@Wprh75+4c)bZByAb7*gDWEcS;0Vo1G0WeYtbZByAb7*gDW
FpK13KLgpZe(wFL}7GcP+@XmZDn+2auOB_26Jz9a${u}0U!Y=2~q}gZ*_8GWfB((1#@FzY-Jb%AOR=>Isq|K1#@FzY-
JJ~3JGmxVQyb$X>4T}10Vq?2~r4cWnpecX>4T@9SRC!VRU0?Uvp`CWf%k?0VoYp31VS%V`x)pdSwzG3JGI!Z*X68X?kTC1t0+^4LSiZQV3&mZ*Ws-dSw
zF3I=Uya&m8S7zQ8#C<r<QW?^h|Wl{!hX>xLJauOyA3}$CvbZByAb7*gDWEck^0Vo1G128T%QVV8hRA_Q#b7*gDWD+I{3}R<rbZByAb7*gDWEcn_0Vo1
G128T%QVU{dRA_Q#b7*gDWD+F`3ub3uW^!R;bZKvH7zrQ&C;~bJFfKARQVM2gMsi_ebZKvH5+Vu<V{dMBWq5R7aA9N^3LpU}4LSiZQVL^lZggdMbWmYr
5+Mo+V{&hBUu|z>Wf%(}0VoMN1b1O_a8d|ka&K@=Z)9Z>C<+W?VPj}zUukV&XJvC33?Kn02s#C3VQh0{QVU~YV`ybbZDD6+a}ps63vzF7bYEs~Y-
D9}7!4o+C<!_MQVMc!Z*)d)Y-D9}B9H<K3{y~0P+@XmZDn+2auOv94sdyLVQpz-Uub1%XJ~X70U!Y=4N?tod2(TGX=F%cX=iA35<3b6aBpvH7y=*xC=N
0rE@NS4W@R#Ta&#_JP*6}|a$#*{bY*fbP;YN+O=WawZ)7?HO+i>v1aNO}Y!W{T24!w%X>Mg01|R__4l*7tV_{}yWioVfbS_g+P*7oVVQpn}WpXY>Zf9w
3WjY5$MMgnYOjJ?^Wo~C_Ze=1a3JOqfZ){CvbZBp65(f$cO+i=?01^iZ13^|r5CIYn3JOzHPeVvSQ&dSq5CS4A3I;`PXK8L_5(^3kL`6nHRZLV601^ob
1w%nbMnw<-
5(x?gLsdjhP7nej<r)eQRxwOrd1Z1?VRB(@Wprh75*7*uVsCVGZ*3R?AOk1~QU+pgbaZcR5)cXlbZ>AN10Vw^2~q=eZ*US43IuLpZDkk)AOR=|QUq>cZ
DkTM3I}O!V{CO~Wf&kJ11JkJ7cOIAW@cqFbaHeqPGxjcbYXO5Qgv))QU_^nV{CO~WfCz82W5C;Y;|O17$G17C<`(dE@NS4W@R#Ta&#_EWpq<?VRU6ub!
=r)2W5C;Y;|O15;+P4ba`-P7zH2!C=N0uE@NS4W@R#Ta&#_MF-
&23WpYqqa$#*{bY*fbOksIta#VS6Wl{umd2nSCDhdT+Y;R(77zQ8%C<`(aE@NS4W@R#Ta&#_2Y;R&va&L5RQUzjcZ(?&26$%A#VRB(@80iNf11Jen1#n
?<VQmso3J+pzZ(?6_Xkl_?Uu|z>Wf<xQAOk24GAJ%%VP<A!GIVluE><y2VR>b8P+@XmZDn+2axO$^Z9`~fV{1)sWMxtfVr*|>Q)ppwWle8nWfB<*2x4q
+Vsl??au^3711JJg2V!h*VslJ#5+Mo<cV%g3Xmnp>Wn*D^7ziK(C<0OocV%g3XmmtnV_|s`9|{X>Z*y~BcV%g3Xml7OAOk1@QVMKub8}Z^X=iA35<?0O
VPj);a$#e6UvOb^VQm;2AOR=~G8`^rVP<A!GIVluE<s~sb#h^2c~D_;VQpn}WpYvtVPj);a$#e6P+@XmZ4x~S3}JF-ZDDv{aA9&`Z5S6I0VoSH8ZKjDW
@cqFbaHeqL2_qJVR%qsa$#*{bY*f<3t@6+ZDDv&VRB(@5<LnGV{dL_VRT<`VRB(@7zrQ&C<`(gE@NS4W@R#Ta&#_3Z*F5@bWmY(VQpn}WpYvrV{dL_VR
TSoa$#)}Sqc_oZ*FvQVRLk8c4c2|Z*y~BaA9&`Z5SvZ0VoSHBQ9fMW@cqFbaHeqLvL<$a$$3HX?A5yZ*y}{VRB(@Wprh7QWRrvZgg^Cb98BTWlV2#b5L
P&VQmsj3K3&(Zgy{Mb#!TOZeMU=a$#*43LpU}3o;)rV_{}yWioVfbS^`0Zgy{Mb#!TOZct%zVQpn}WpYvwV{dMDZ)|mRX>V>&VRB(@5;qD8WMOn+UvOb
^VQm--AOR=~G8isnVP<A!GIVluE<|B;VNhXmVQpn}WpYvpWMOn+P+@XmZ4y8V4P<g}aBp>VUvOb^VQm-;AOR=~G8-
;qVP<A!GIVluE<|!~aBp>VP+@XmZDn+2a#9Rra&K^Nb#zc+a$#)}M+y*Rb!}~VUu0o)VP9}za$#*48Xy5E3o;!pV_{}yWioVfbS^}7ZEbl(VRT_oVRB(
@Wprh7QVwKwZEbl(VRT_oVRB(@5<m(KWo&eJX>(;?aA9&`Z5S9J0VoSH8!lsEW@cqFbaHeqMQn6;X>(;zVRB(@Wprh7QVeBmba!cUWl&*qVQmsL3JGO+
a9?m?a$#*4DIftT3o;ijV_{}yWioVfbS_1Ba8O}#VQpn}WpYvoWq5E<VRB(@5=06QXk=zJUu0o)VP9}za$#*44Ilw13o;xoV_{}yWioVfbS_9lMm0oXb
YW0oa$#*{bY*f<4QOO$HAG=_VNhXmVQmsh3K3{zW;I`Lb#!obbYE~`a$#*44j=(23o;%qV_{}yWioVfbS_9lMm0}$bZ~WaP+@XmZDn+2a#9ayWM(x_b#
!obbWmY(VQmse3J_>%Zf9j*Y;SXOUvOb^VQm;4AOR=~G94~sVP<A!GIVluE=Xx^XJt%pb8}E(a$#*{bY*f<4rpm^XJt%pb8}E(a$#)}M+y*WZDD6+Uu0
o)VP9}za$#*44<G?33o;!pV_{}yWioVfbS_D4VP|DTVRT_oVRB(@Wprh7QVwZtVP|DTVRT_oVRB(@5>N^gX>Mk3XJKh>Uu<u4b6;>_a$#*45Fi043o;-
sV_{}yWioVfbS_D5W^ZR<X>Lq!b8}E(a$#*{bY*f<5ovB_Z)ag?ZcJ};b5LP&VQmsn3KMB=Ze?;`aB^>Cbz^j2aA9&`Z5R<C0VoSHATDEJW@cqFbaHeq
Np5asa!_(_WOZY7P+@XmZDn+2a#9g#Zf<3AP;zf%bz^i;VRB(@5;O`4Y;ta2aA9&`Z5R?D0VoSH7cOIAW@cqFbaHeqOj1rzVRB(@Wprh7QV48vZct%zV
Qmsh3K4B(ZEtdUUu0o)VP9}za$#*479asA3o;%qV_{}yWioVfbS_P0ZEtdUL}7GcP+@XmZDn+2a#9a%Wo>VAc|>7!VNhXmVQmsL3JGm?ZeMU=a$#*4A|
L@M3o;ijV_{}yWioVfbS_O+PEcWTVQpn}WpYvoZFX)@VRB(@5<m(KaBpvHX>Mm<aA9&`Z5R_E0VoSH8!lsEW@cqFbaHeqP;YN+X>MmwVRB(@Wprh7QVe
i!Z)|C9XHa2sVQmsR3JY*=cV%*4aA9&`Z5S0G0VoSH87^aCW@cqFbaHeqP;Yl-
a!_G%VQpn}WpYvqaBp{Ia!_G%VQmsO3JP*%Y;|97VRB(@7#<)2C<`(eE@NS4W@R#Ta&#_IWlU92VRB(@Wprh7QVDWpY;{m!a$#)}Kne|WX=iP3X=Gn;V
RB(@7$zVAC<`(hE@NS4W@R#Ta&#_JX=iP3X=G4ga$#*{bY*f<40CB`ZEtC0P+@XmZ4y8V4Rdd1bZudHUvOb^VQm;EAOR=~G8-
;qVP<A!GIVluE>mx2bZudHP+@XmZDn+2a#9R)Z)S9DVR%qsa$#)}ItmMOY-wX<UvOb^VQm;6AOR=~G8ryoVP<A!GIVluE>mo2V`Wfba$#*{bY*f<3Uh2
}V`Wfba$#)}Hwp@LVQy$&aA9&`Z5SmW0VoSH7%pRBW@cqFbaHeqRAFvNP+@XmZDn+2a#9I&VQy$pVRB(@5=IISbZByAb7*gDWM6P$a$#*486W{D3o;!p
V_{}yWioVfbS_kAa%FR9Z){{xVRB(@Wprh7QVw)za%FR9Z){{xVRB(@5=sgYcWG{9Z+Bm0VRT_%aA9&`Z5R|F0VoSH9xh{HW@cqFbaHeqS7~l!Z+Aptb
YW0oa$#*{bY*f<4|i#9WN&vwVRT_oVRB(@5=#mXbaG*Cb7pUHZC`L<a$#*4Bp?AO3o;@uV_{}yWioVfbS_kKVQzC~Z*py6bZKvHP+@XmZDn+2a#9X-
a$#<BW^ZzBP+@XmZ4x&M3T$t4b6;>_a$#*4Dj)$U3o;lkV_{}yWioVfbS_M9b8}E(a$#*{bY*f<32bk3b5LP&VQmsI3I%Lod1Z1K0U!Y=3o;unV_{}yW
ioVfbS_pfOksIta!_G%VQpn}WpYvlY+-
q2auOX131)9{YhQGEaAg>voB<#KC<#&sW^Zz9RC#b^5;+PAY;$yNUvOb^VQm<poB<#KC<`(eE@NS4W@R#Ta&#_CQ&de*VRB(@Wprh7QVDExbZt;!a$#)
}LJAFXWp-t9b7fy}VRB(@7^0j3AOR=~G8-;qVP<A!GIVluE>dN7WpZ<6P+@XmZDn+2a#9R(Wp-
t9b7fFra$#)}GYSWDYiV$BWn>uWodF;NC<`(dE@NS4W@R#Ta&#_JYiV$BWn@NaWo%?p2Xkv_aByX0BG?292~1&mWpY$`aAgt*3ItA1PDKy^5)29mK|@1
TQb9vm5CIYh3Isw<OiU005()|iLr+daK~xX}5)TRsLr+dtPfS%*Nl#7?1QG}e1VlkpK@bHJ3knBBQcqA%Ra6iL5)ujyMO8ygNkm0KPG3w<Q&SKJ5(^3k
Mod9eR7Fk@2oenn2}ndnHD5$QR6!645)TRsNJK_8Ur$w3P*qeA3K9wm21!jaLr+W)3la_r3Q0{tM@3&mK~zBy3=$Cv4M|Q$Pe(yXPG3w<Q&SKP5)ldwN
ls2hQeRL~PefHiR1gjl2MPmBQce&L5*-
Q|O;t=(Nls5qNkL3sOixEiQ&dSqUrbL^QxFgm3knBNPftuqPDc<C5(o+eQbkNv5E2p#3I|h3M@>&jL=Y1a3knBQPexQtL0AwJ5)cXuQ%^=zO+i>+Oixo
&5ET*$3I$V8Oi5G_77_>w1XMvzNDvni4+;xcNlrvhS6@UyR6!6J5(^3kMNCvzNmE4-
84?K!1yD~{MN$wN5*`W~Q%OfnPf0{yLsCyuQ(r|+R8mh+Szk;~Q&SKd5)KLqNJ&mdMPE!$Q&SKe5)TRsO+`&lQdwU_K~zBy9TEx(20>CsO+i=?9uf@-
2~<c@MN>#mOhgbL5)KLqL{&{qSzkm!R6!6R5(x?gQ%p%iMGzqp2MPmCR!$Hi5()|iK|)hjK}--
M5(^3kQ%OukPD4cyBoY(~5JOK+R8m1xR7qAvUrbL^QxGK*2MPm4SWplq5)ldwL`6eSPF7D$Ra8k&P7o&|DhdolX>CJjWn*hiZ)9Z>3JL~OR8mPpR1g3X
4hjlTMN&;kQ&UM+MGyfZm<tLJRxnIqd1Z1?VRB(@Wprh75)ujoZeeX@7y%#wC<#&oZeeX@5)ujoba`-P7y=*xC<#&oba`-P5*-
Q(Zgp*6Z*_EVb#xd5AOR>1QVDK#ZBKP{aCLMNAPNX#X<>78WpZs81Rwz@2s#9Ga&=`=2x4hrb97~LZ4y5U4R>W}XJ~X^W@&6}WpWq=AOR=~G8!&pVP<A
!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au^060VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-Ms16AA-xVPq
HwAOR>1Isq_J18`wv5*`W)Yh`k7Wo&b4dSw_0AOR>1QVMHja&Bd8b7^{I5*G>uXL4_Ka2N?70VoYR0WneqXL4_Ka1t2`26J?BX=G&>3LpU}4LSiaQU-
H$a%p5`5<dzAaBpvH7z-
c)C=N0vE@NS4W@R#Ta&#_MFic^2WpYqqa$#*{bY*fbP;YN+O=WawZ)7?HO+i>v1aNO}Y!WC64P<g}aBp>VUvgn|X>S+|AOR=>Is-
5+HBt;@a&K^Nb#zi;bZKuAAPNd>Z)0I>Uvp`CWf%=00VoYR0X0$yY;R*>Y*T4^WfB((1z~J(Xki!*AOR=>Isq|K1z~J(Xkii<3It+hbYU0|AOR=>Is`B
-H#JfOVr6t;5)TRiYZw+F0Vo1G0WnemYZ4X;26Jz9a${u}5Fi042~q}gZ*_8GWfB((1#@FzY-Jb`AOR=>Isq|K1#@FzY-JJ}3J7gwVQyw=Y-
Jb{AOR=|QV4BjVQyw=Y-JK03JGFibYp09X?kTC6CeR74N?hWVRU0?b7^{I5*-
Q%V{&hBb7^{I7!)7@C=EIRFj5F(a&K^RX?kT69SR0*X>xLJau^jL0VoJM1!iGvb7fKnZE13HZ*meU3I$?pZ(?&8G9Uve3o;ZgV_{}yWioVfbS^?{Z(>k
#Z**@`1!8P(VsjE13J79sZ(?&_Y;qVgAOk1@QU_veZ(?&yauOj540mN|XJ~X^WMyMvc^EVx11JJg3wLE{XJ~XpWn*D^5*`W(a$#;{Uvq0|a2Pcp0VoYR
0WeYsa$#;{Q)_8(5-
kc4WMy<;W@le?XmVw9Xm4y}7&agQC;~bIFfKJx4rFC?MrTxLa%FR9Z){`|Eea51WprO+XJ2$^a%FR9Z){{3Hy{Bh0y+aQE;UjPWMy<hXH;l%Wpik6Y-
AEF3J+vubYEs?UuJS)V{~b6ZWuTq0Vo1G1TZc#HBt>^WpqYoMsi_ebZKvH5-
AD~WMy<;V{dMBWq5R7aA9N^Iv@ck4LSiZQVnEfbVF}$bY*ySP+?>eC<+Z^WprO-
a&K^7ZEs{{7&{;VC<!_QcVTjHQVV2dbVG7)a7}MyWfB?+2X19|Uv7167(5^WC<QtJFj59?Wp_?>Z4x933~pt2Ut?%tZf<34a~M4!0VoAJ0WeYvZe@2vX
kl({Wo&a2APNd@Wp`g_Woc(<bQnG$0VoAJ0WeYtZe@2!Woc(<bP^s432tR~Uw3I_bZ8hqAOR=^Isq_J2ySI}S7~H)Xc8<64s&RAW@c<<UukV&XJvC3Kp
+7q2s#C3VQh0{QVnxxb!KL4Wl3#eXJvB|APNd&Z*F5@bYEm?Z5Tly0VoYR0WneuV{dL_VRS@kZ4yfg5oly)HD7OabZ~WaUvOb^VQm=c2Ot3`3o;%qV_{
}yWioVfbS_9lMm0}$bZ~WaP+@XmZDn+2a#9ayWM(x_b#!obbWmY(VQnHV3JOqfZ){CvbZBp65(f$cO+i=?01^iZ13^|r5CIYn3JOzHPeVvSQ&dSq5CS4
{3Jy?GWlU92VRB(@Wprh75;6(~W@&6}WpWq+AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QU+#eY;0w65-
bW1V`yP+Ze?s=b7*05Wn>rvAOR={It6B7Y;$E&4P$6wZf<34Q)ppwWn?0N0tyXGQ&de*VRB(@Wprh75*-
Q(Zgp*6Z*_EVb#xd3AOR>1QVDK#ZBKP{aCLMNFbWc5Y-w<CX>Mm<bZByAb7*gDWEcV<0Vo1G0WeY#V{B<~aA|I5RA_Q#b7*gDWD-
9L4R>W}XJ~X^W@&6}WpWq;AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVe%xX=iA3MrmwpWpWZb3JYRsVRK(*X>4p|au@_40VoSH8ZKjDW@cqFbaHeqMrmwpWpYqqa$#*{bY*f<3Swztb4F=wY-Ms1APNd%VRU
0?Uvp`CWf%n@0VoYR0WneuVqtV+Xj5r=Wg^%H3KK+SZgXWqY;R+0P+@XmZDn+2auO&C4Q_R9RB~Z%b7^#GZ*CX?AOR=^Is!B>QVni(ZB%k$ZgXjLX>V>
4Bnk^@ZfSHwXkl({Wo#G%AOR=^Is!2^QVVHrX>>zqVQy|^Y!V_03TJX}cXVh{VRU5}10Vq?1v&yTGExd>a&LEZXi{NxWfB$&1#n?xUuYNvAOR=^Isq|K
1aM(wND>wb1#n?xUw0S<AOR=^Isq|K1aM(wR}wM`6Ju{~c3*a7a&&29VQf=$a%p5`7zQ8#C<QtJF;Ws^Z*F#0WpZ?BV_|GlbaH8AWfC?D6=QF1c3)_3a
%p;HZggR6Q*?4^WMvo!AOR=^Isq|K6k~60c1Uk>X?kUDbYW~$baH8AWfB|;2xe()bY*g1NEiqp0VoAJ0W(quW@&76WpYRo90~|#X>4?5a$i>%2_OL|1v
&vUQU_*fY;<LER}w!84Mu5fbY*g1MrmwpWpWq_AOR=~G8!&pVP<A!GIVluE=Fl=Y-Ms#VRB(@Wprh7QVd3EY;<LEMrmwpWpWZk3J^k0UsGdYY-Ms^Mrm
wpWpWq`AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVv2+Q)6LlWpYMoY;0w65<m(LLQY>oX<>6;MrmwpWpWq{AOR=~G8!&pVP<A!GIVluE=Fl=Y-
Ms#VRB(@Wprh7QVc>)LTO=hMrmwpWpWZ33I=CzbxCA+7!M!;C<QtJFj59*aCJ#!coHTG3w3j4Uu1G`aBp>V7!V)<C<r<QW?^h|Wl{=tb7e$wZ*XsQbP^
~E4rFp~aBp>VUtw);b#8PR5g-
950y+UOQVnEsZ*XsQbU|%zb#8PL90~??b7fybLl_bu0VoJM1!iGvb7fKmb#rAxLlQm;7(zo|b!>EUVPA7_VPj=qWoBk+V`*h>bQlvL0VoJM1!iGvb7fK
$LPJ$-baG)+aA9L*MP_DcV`*h>bP^;A40msGYjbd6V`X1WLKqYv0VoAJ0XR|%cW-iQb8ul}Wlcg7I|>(VZ+2;JXJ27<WpZI>WnX4;VPkY@Z*CYBAOR=>
Is-5+F;W$6Z+2;JXF+yla$#p>Msi_ebZKvHB5ev2LsUaVWn*t-WpYqqa$#*{bY*f9A_@y)Y+-
I|UukY+Wq23?AOR=^Isq_J3Sw+wZfi+yWMy~~G71u7bYov_WpZa_Uvgz|Wnpw>WEcV<0VoJM1axwBWl|7hbYo3ra%W{yWpHI-bY)~B`~nIPLsUadZ*y}
{VRB(@Wprh75+n)?Z*_EVb#z~3Wo%)27y%#wC<QtJFj5O|b#!obbVOxrVR;fF3JYRvVQy<*X>Md?co+g80VoAJ0WeYuVr*e<Ye{ZoWq1-
t3LJ29WpHwDV`X!5Ut@1<Y+-P7WnXe-aAje1Wn>rwAOR={It6B7Y;$E&8gO!DaB^>BWpi^wZ)|K~aC2o+WpHI-
bY)}`G71u7bYov_WpZa_Uvgz|Wnpw>WEcb>0VoJM1axwBWl|7hbYo3ra%W{yWpHI-bY)}`FA5TDZ*y~BV_|G#b!=gDX>V>{bQlF70VoAJ0WeY!Y;SXOL
t$)Vb!=gDX>V>+5-17{VQg?{VPa);Uvp`CWf-8G0U!Y=4LSiZQVd~iaA;v-
Wpq<%dSwzI3JG*+ZDn6`bY*ZDp_~CA0VoYR0WeYsbZKp6Q*>o;5+n)>Vr*e<YhP?(Vr6U?qMQLB0VoAJ0WeYuVr*e<YfNEcWo#nJ0SXUEZggdGa8O}#V
Qpn}WpWZ33I=FpX=iA37y%#wC<QtJFj59+Woc(<bP^W|1$Sv=bZ8g?AOR=^Isq_J1$Sv=bZ8PH3JZE~Z*5;@VPkY}au@?30VoAJ0WnevdT(!SMqy)gZ*
meQ3Jr5;a%paBUuI!rbZ>GP1Rwz@1v&vSQVerwa%paBMqy)gZ*meE3I}juWM5)sXBY(_0VoAJ0WeYqaA9OZWoHr^3I}juWM5@&WEch@0VoAJ0WeYqaA9
OcZe$`U3J_9dc4cyNWl&*qVQpn}WpWY~3It(zX>%9>AOR=^Isq_J1Yvk-
b0S0v6jEh&WpZ<6RB3HxP+@XmZDn+2auO^G4r6a{d0%p6ZDDC{X>Mm20U!Y=2s#C3VQh0{QVnBoaCuT?ZDDC{X>MmCCJGW%a$#<BaBp*EP+@XmZDn+2a
uN^<17vA!7y%#yC<RgjWNB?8dkP*yZ*FvHZgpXFX>V>xZe(d=VRUbDP+@XmZDn+2auOa233O>~WnXi2WpEe)AOR>1Isq_J2y|&}Wm9xza1tO23Swb&V`
yJ<X?kTC0w4h>4LSiZQVC*VbYo~!X?kT67YYPncxiJOpqv390VoAJ0WeYoVR&hCA}9(FP-Sv$b#!G=VRB(@Wprh75)=vrZ*pX1au@+111Jqr1#fa>WpW
}!3LZ>hVr6V|WpQ<7ZewLZV`Fu4VPknvVRB(@Wprh75+Vu<Vr*e<YhP?(Vr6U?0U!Y=1v&vRQVL>hVQy<oVPa)$B6$iEQcp=xZ*OdAZf8(oa$#*{bY*f
990~|<Z*Od6WM60)0U!Y=4LSiZQU`EvZ){~`ND>?h2ykz2Y-
MC$cNhX70VoYR0WeYraBpvHWn@<pCJGI6aA9<5VQgP>V_|G%7y}>yC;~bGF;Wb3aA9<5VQf=lVQgh0FbWk@ZEtUMXiPCoZ*y}{VRB(@Wprh75*G>ub7^
O7VHg1*0Vo1G0Wneqb7^O7VIsf*3JgP3Lr`IIVQpn}WpWZB3JG**a%FR9Z){{30U!Y=0y+aQE;mvMbZByAb7*gDWD-
jX3uI+uZ)9a(ba`-P7y=*xC=N0oE@NS4W@R#Ta&#_3R6|f<a$#*{bY*fbL}g=dWMy(X31Ve)bYE~`bZAlvWMyM-WMx!&aAhJu3I{}GV{c?-
auN*+31Ve)bYE~`bZ8I&5)%p!Vr6r5UvOb`XkT<_a%FQ60TK}k4RCU0W@&g|b7f(2V`vZpB8&nG3qnp%VRB(@Wprh75<LnGb7Ns_WnX4#Y;0w67y%#wC
<`(gE@NS4W@R#Ta&#_6X>4p|a!_G%VQpn}WpYvrb7Ns_WkzXiY-Ms1JqiqSXlZ72UuJ1+Y-
Ms70w4h>3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9O(XlZ72MrmwpWpWZ83I}#!a$jX|a~K040Vo1G1u<nUF)&gFc42ZwaB~tY3Jz^=c4=;BUtx
A-
a$#p>7z7{zC<r<QW?^h|Wl{}oZ+2;JXF+yla$#p>5*i8xWMyMvc^CyC0Vo1G1TZczHBtp+Wn*D^5)}#rVR&hC7zQ8#C;~bGF;WC!cxiJY#sLZvPH%E;V
Qgu7Wl&*qVQpn}WpWZL3Jzgoa&L2UUvqF_bZKF17y%#wC<r<PbaHiNQVn5aa&L2UQ*dE)X<=*<JqiqSV_|G%UuJ1+Y-
Ms70w4h>3o;rmV_{}yWioVfbS_3|Y;0w6P+@XmZDn+2a#9O(V_|G%MrmwpWpWZL3JzmvVQy|^Y+rL|VRB_;7y}>yC<r<PbaHiNQVnBhVQy|^Y*T1qa%E
%^7YYMqaB~<0AOR=>It4LhEio`s17&b?A}k6KRd91*ZE$R5P+@XmZDn+2auOE`1#@FzY-
Jb$AOR=^Isr0L1#@FzY-K7Z3I$MTVRK~?2?_;NQb9>h5C9Sg3ItR|Q&bQE5(x?eQdLe6pqv2
""".replace("\n", "")
)
_pool = descriptor_pool.DescriptorPool()
DESCRIPTOR = _pool.AddSerializedFile(_SCHEMA)
Phase = EnumTypeWrapper(_pool.FindEnumTypeByName("caffe2trt.Phase"))
TRAIN = Phase.Value("TRAIN")
TEST = Phase.Value("TEST")
RUN = Phase.Value("RUN")
BlobShape = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobShape"))
BlobProto = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobProto"))
BlobProtoVector = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BlobProtoVector"))
Datum = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.Datum"))
FillerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.FillerParameter"))
NetParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetParameter"))
SolverParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SolverParameter"))
SolverState = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SolverState"))
NetState = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetState"))
NetStateRule = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NetStateRule"))
ParamSpec = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ParamSpec"))
LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LayerParameter"))
SkippedField = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SkippedField"))
TransformationParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TransformationParameter"))
LossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LossParameter"))
AccuracyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.AccuracyParameter"))
ArgMaxParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ArgMaxParameter"))
ClipParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ClipParameter"))
ConcatParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ConcatParameter"))
BatchNormParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BatchNormParameter"))
BiasParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BiasParameter"))
ContrastiveLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ContrastiveLossParameter"))
ConvolutionParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ConvolutionParameter"))
CropParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CropParameter"))
DataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DataParameter"))
DropoutParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DropoutParameter"))
DummyDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DummyDataParameter"))
EltwiseParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.EltwiseParameter"))
ELUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ELUParameter"))
EmbedParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.EmbedParameter"))
ExpParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ExpParameter"))
FlattenParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.FlattenParameter"))
HDF5DataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HDF5DataParameter"))
HDF5OutputParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HDF5OutputParameter"))
HingeLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.HingeLossParameter"))
ImageDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ImageDataParameter"))
InfogainLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InfogainLossParameter"))
InnerProductParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InnerProductParameter"))
InputParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InputParameter"))
LogParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LogParameter"))
LRNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LRNParameter"))
MemoryDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.MemoryDataParameter"))
MVNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.MVNParameter"))
ParameterParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ParameterParameter"))
PoolingParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PoolingParameter"))
PowerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PowerParameter"))
PythonParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PythonParameter"))
RecurrentParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.RecurrentParameter"))
ReductionParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReductionParameter"))
ReLUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReLUParameter"))
ReshapeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReshapeParameter"))
ScaleParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ScaleParameter"))
SigmoidParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SigmoidParameter"))
SliceParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SliceParameter"))
SoftmaxParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SoftmaxParameter"))
SwishParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SwishParameter"))
TanHParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TanHParameter"))
TileParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TileParameter"))
ThresholdParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ThresholdParameter"))
WindowDataParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.WindowDataParameter"))
SPPParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SPPParameter"))
V1LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.V1LayerParameter"))
V0LayerParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.V0LayerParameter"))
PReLUParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PReLUParameter"))
LSTMParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LSTMParameter"))
DenseBlockParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.DenseBlockParameter"))
CTCDecoderParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCDecoderParameter"))
CTCLossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCLossParameter"))
InterpParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.InterpParameter"))
ReverseParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReverseParameter"))
ReverseTimeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ReverseTimeParameter"))
TransposeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.TransposeParameter"))
ContinuationIndicatorParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ContinuationIndicatorParameter"))
PermuteParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.PermuteParameter"))
LabelsequenceAccuracyParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.LabelsequenceAccuracyParameter"))
ROIPoolingParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.ROIPoolingParameter"))
SmoothL1LossParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.SmoothL1LossParameter"))
CTCParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.CTCParameter"))
BNParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.BNParameter"))
NormalizeParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.NormalizeParameter"))
UpsampleParameter = message_factory.GetMessageClass(_pool.FindMessageTypeByName("caffe2trt.UpsampleParameter"))
